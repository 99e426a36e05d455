//! Rows of weights of half a byte added up, all columns at once.

/// The columns of a row, and what its weights are named by: byte `k` holds those of
/// columns `k` (its low half) and `k + 16`.
pub type Row = [u8; 16];
/// The weights that half a byte may name.
pub type Levels = [i8; 16];

/// What a column of a row weighs.
#[must_use]
pub fn weight(levels: &Levels, row: &Row, column: usize) -> i8 {
    let byte = row.get(column % row.len()).copied().unwrap_or(0);
    named(levels, if column < row.len() { byte } else { byte >> 4 })
}

/// The weight that the lower half of a byte names.
fn named(levels: &Levels, byte: u8) -> i8 {
    levels.get(usize::from(byte & 15)).copied().unwrap_or(0)
}

/// Sixteen bits hold the sum of so many rows.
pub const MOST: usize = 0x7fff / 0x80;

pub use lanes::Few;

/// In Wasm, where one instruction finds sixteen weights and one adds eight.
#[cfg(target_feature = "simd128")]
mod lanes {
    use core::arch::wasm32::{
        i8x16_splat, i8x16_swizzle, i16x8_add, i16x8_extmul_high_i8x16, i16x8_extmul_low_i8x16,
        i16x8_extract_lane, u8x16_shr, u8x16_splat, u64x2, v128, v128_and,
    };

    use super::{Levels, Row};

    /// The sums of at most [`super::MOST`] rows of so many times eight columns.
    #[derive(Debug)]
    pub struct Few<const EIGHTS: usize>([v128; EIGHTS]);

    impl<const EIGHTS: usize> Few<EIGHTS> {
        /// The sums of none.
        #[must_use]
        pub fn none() -> Self {
            Self([u64x2(0, 0); EIGHTS])
        }

        /// Adds the sums to others.
        pub fn add_to(self, sums: &mut [[i32; 8]; EIGHTS]) {
            for (sums, eight) in sums.iter_mut().zip(self.0) {
                let eight = [
                    i16x8_extract_lane::<0>(eight),
                    i16x8_extract_lane::<1>(eight),
                    i16x8_extract_lane::<2>(eight),
                    i16x8_extract_lane::<3>(eight),
                    i16x8_extract_lane::<4>(eight),
                    i16x8_extract_lane::<5>(eight),
                    i16x8_extract_lane::<6>(eight),
                    i16x8_extract_lane::<7>(eight),
                ];
                sums.iter_mut().zip(eight).for_each(|(sum, more)| *sum += i32::from(more));
            }
        }
    }

    impl Few<1> {
        /// Adds a row of whole bytes so many times over.
        pub fn add(&mut self, row: [u8; 8], times: u8) {
            let row = u64x2(u64::from_le_bytes(row), 0);
            let more = i16x8_extmul_low_i8x16(row, i8x16_splat(times.cast_signed()));
            self.0[0] = i16x8_add(self.0[0], more);
        }
    }

    impl Few<4> {
        /// Adds a row of halves so many times over.
        pub fn add_named(&mut self, levels: &Levels, row: &Row, times: u8) {
            let (levels, row) = (sixteen(levels.map(i8::cast_unsigned)), sixteen(*row));
            let low = i8x16_swizzle(levels, v128_and(row, u8x16_splat(15)));
            let high = i8x16_swizzle(levels, u8x16_shr(row, 4));
            let times = i8x16_splat(times.cast_signed());
            let more = [
                i16x8_extmul_low_i8x16(low, times),
                i16x8_extmul_high_i8x16(low, times),
                i16x8_extmul_low_i8x16(high, times),
                i16x8_extmul_high_i8x16(high, times),
            ];
            self.0.iter_mut().zip(more).for_each(|(sums, more)| *sums = i16x8_add(*sums, more));
        }
    }

    /// Bytes as they lie in memory.
    fn sixteen(bytes: [u8; 16]) -> v128 {
        let both = u128::from_le_bytes(bytes);
        #[expect(clippy::cast_possible_truncation, reason = "a half of it at a time")]
        u64x2(both as u64, (both >> 64) as u64)
    }
}

/// Elsewhere.
#[cfg(not(target_feature = "simd128"))]
mod lanes {
    use super::{Levels, Row, named};

    /// The sums of at most [`super::MOST`] rows of so many times eight columns.
    #[derive(Debug)]
    pub struct Few<const EIGHTS: usize>([[i16; 8]; EIGHTS]);

    impl<const EIGHTS: usize> Few<EIGHTS> {
        /// The sums of none.
        #[must_use]
        pub fn none() -> Self {
            Self([[0; 8]; EIGHTS])
        }

        /// Adds the sums to others.
        pub fn add_to(self, sums: &mut [[i32; 8]; EIGHTS]) {
            let both = sums.as_flattened_mut().iter_mut().zip(self.0.as_flattened());
            both.for_each(|(sum, more)| *sum += i32::from(*more));
        }
    }

    impl Few<1> {
        /// Adds a row of whole bytes so many times over.
        pub fn add(&mut self, row: [u8; 8], times: u8) {
            for (sum, weight) in self.0.as_flattened_mut().iter_mut().zip(row) {
                *sum += i16::from(weight.cast_signed()) * i16::from(times);
            }
        }
    }

    impl Few<4> {
        /// Adds a row of halves so many times over.
        pub fn add_named(&mut self, levels: &Levels, row: &Row, times: u8) {
            let add = |sum: &mut i16, byte: u8| {
                *sum += i16::from(named(levels, byte)) * i16::from(times);
            };
            let (low, high) = self.0.as_flattened_mut().split_at_mut(row.len());
            for ((low, high), byte) in low.iter_mut().zip(high).zip(row) {
                add(low, *byte);
                add(high, byte >> 4);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEVELS: Levels = [-128, -90, -60, -41, -28, -17, -9, 0, 3, 10, 19, 30, 44, 63, 95, 127];

    #[test]
    fn the_most_rows_fit() {
        for half in 0..16_u8 {
            let weight = LEVELS[usize::from(half)];
            let (mut few, mut whole) = (Few::none(), Few::none());
            for _ in 0..MOST / 3 {
                few.add_named(&LEVELS, &[half << 4 | half; 16], 3);
                whole.add([weight.cast_unsigned(); 8], 3);
            }
            let (mut sums, mut one) = ([[1; 8]; 4], [[1; 8]]);
            few.add_to(&mut sums);
            whole.add_to(&mut one);
            assert_eq!(sums, [[1 + 255 * i32::from(weight); 8]; 4]);
            assert_eq!(one, [sums[0]]);
        }
    }

    #[test]
    fn every_column_is_summed_by_itself() {
        let row = |row: usize| std::array::from_fn(|at| (row * 89 + at * 37) as u8);
        let mut few = Few::none();
        let mut right = [[0; 8]; 4];
        for (row, times) in [row(1), row(2), row(3)].iter().zip(1..) {
            few.add_named(&LEVELS, row, times);
            for (column, sum) in right.as_flattened_mut().iter_mut().enumerate() {
                *sum += i32::from(weight(&LEVELS, row, column)) * i32::from(times);
            }
        }
        let mut sums = [[0; 8]; 4];
        few.add_to(&mut sums);
        assert_eq!(sums, right);
    }
}
