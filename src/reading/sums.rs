//! Rows of small weights added up, four columns in one word.

/// Sums of eight columns: the even ones and the odd, sixteen bits each.
#[derive(Debug, Clone, Copy, Default)]
struct Eight {
    even: u64,
    odd: u64,
}

/// The sums of `8 * WORDS` columns.
#[derive(Debug)]
pub(super) struct Sums<const WORDS: usize> {
    packed: [Eight; WORDS],
    /// How many rows are in them.
    rows: u32,
    sums: [[i32; 8]; WORDS],
}

/// Sixteen bits hold the sum of so many rows.
const MOST: u32 = 0xffff / 0xff;
/// What a weight is put up by, so that none is below nought.
const UP: u64 = 0x8080_8080_8080_8080;
const EVEN: u64 = 0x00ff_00ff_00ff_00ff;

impl<const WORDS: usize> Sums<WORDS> {
    pub fn new() -> Self {
        Self { packed: [Eight::default(); WORDS], rows: 0, sums: [[0; 8]; WORDS] }
    }

    /// Adds a row so many times over; a word of it holds eight weights.
    pub fn add(&mut self, row: [u64; WORDS], times: u8) {
        if self.rows + u32::from(times) > MOST {
            self.unpack();
        }
        self.rows += u32::from(times);
        for (sums, eight) in self.packed.iter_mut().zip(row) {
            let eight = eight ^ UP;
            sums.even += (eight & EVEN) * u64::from(times);
            sums.odd += (eight >> 8 & EVEN) * u64::from(times);
        }
    }

    fn unpack(&mut self) {
        let up = self.rows.cast_signed() * 128;
        for (sums, packed) in self.sums.iter_mut().zip(&mut self.packed) {
            for pair in sums.as_chunks_mut::<2>().0 {
                for (sum, four) in pair.iter_mut().zip([&mut packed.even, &mut packed.odd]) {
                    *sum += (*four & 0xffff) as i32 - up;
                    *four >>= 16;
                }
            }
        }
        self.rows = 0;
    }

    /// The sums.
    pub fn all(&mut self) -> &[i32] {
        self.unpack();
        self.sums.as_flattened()
    }
}
