//! Rows of small weights added up, eight columns at once.

use lanes::Eight;

/// In Wasm, where one instruction adds eight numbers.
#[cfg(target_feature = "simd128")]
mod lanes {
    use core::arch::wasm32::{
        i16x8_add, i16x8_extend_low_i8x16, i16x8_extract_lane, i16x8_mul, i16x8_splat, u64x2, v128,
    };

    /// Sums of eight columns.
    #[derive(Debug, Clone, Copy)]
    pub(super) struct Eight(v128);

    impl Eight {
        pub const NONE: Self = Self(u64x2(0, 0));

        pub fn add(&mut self, eight: u64, times: u8) {
            let weights = i16x8_extend_low_i8x16(u64x2(eight, 0));
            self.0 = i16x8_add(self.0, i16x8_mul(weights, i16x8_splat(i16::from(times))));
        }

        /// Of any number of rows.
        pub fn sums(self, _: u32) -> [i32; 8] {
            [
                i16x8_extract_lane::<0>(self.0),
                i16x8_extract_lane::<1>(self.0),
                i16x8_extract_lane::<2>(self.0),
                i16x8_extract_lane::<3>(self.0),
                i16x8_extract_lane::<4>(self.0),
                i16x8_extract_lane::<5>(self.0),
                i16x8_extract_lane::<6>(self.0),
                i16x8_extract_lane::<7>(self.0),
            ]
            .map(i32::from)
        }
    }
}

/// Elsewhere: four columns in one word.
#[cfg(not(target_feature = "simd128"))]
mod lanes {
    /// Sums of eight columns: the even ones and the odd, sixteen bits each.
    #[derive(Debug, Clone, Copy)]
    pub(super) struct Eight {
        even: u64,
        odd: u64,
    }

    /// What a weight is put up by, so that none is below nought.
    const UP: u64 = 0x8080_8080_8080_8080;
    const EVEN: u64 = 0x00ff_00ff_00ff_00ff;

    impl Eight {
        pub const NONE: Self = Self { even: 0, odd: 0 };

        pub fn add(&mut self, eight: u64, times: u8) {
            let eight = eight ^ UP;
            self.even += (eight & EVEN) * u64::from(times);
            self.odd += (eight >> 8 & EVEN) * u64::from(times);
        }

        /// Of so many rows.
        pub fn sums(self, rows: u32) -> [i32; 8] {
            std::array::from_fn(|column| {
                let four = if column % 2 == 0 { self.even } else { self.odd };
                ((four >> (column / 2 * 16)) & 0xffff) as i32 - rows.cast_signed() * 128
            })
        }
    }
}

/// The sums of a few rows of `8 * WORDS` columns.
#[derive(Debug)]
pub(super) struct Few<const WORDS: usize> {
    packed: [Eight; WORDS],
    rows: u32,
}

/// Sixteen bits hold the sum of so many rows, signed or not.
pub(super) const MOST: usize = 0x7fff / 0x80;

impl<const WORDS: usize> Few<WORDS> {
    pub fn new() -> Self {
        Self { packed: [Eight::NONE; WORDS], rows: 0 }
    }

    /// Adds a row so many times over, all rows together at most [`MOST`] times; a
    /// word of it holds eight weights.
    pub fn add(&mut self, row: [u64; WORDS], times: u8) {
        self.rows += u32::from(times);
        debug_assert!(self.rows as usize <= MOST, "more rows than sixteen bits hold");
        for (sums, eight) in self.packed.iter_mut().zip(row) {
            sums.add(eight, times);
        }
    }

    /// Adds the sums to others.
    pub fn add_to(self, sums: &mut [[i32; 8]; WORDS]) {
        for (sums, packed) in sums.iter_mut().zip(self.packed) {
            for (sum, more) in sums.iter_mut().zip(packed.sums(self.rows)) {
                *sum += more;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_rows_fit() {
        for weight in [i8::MIN, -1, 0, 1, i8::MAX] {
            let mut few = Few::<1>::new();
            for _ in 0..MOST / 3 {
                few.add([u64::from_le_bytes([weight.cast_unsigned(); 8])], 3);
            }
            let mut sums = [[1; 8]];
            few.add_to(&mut sums);
            assert_eq!(sums, [[1 + 255 * i32::from(weight); 8]]);
        }
    }
}
