//! The sums of the reading's weights in Wasm, where vectors make them: `src/reading/sums.rs`
//! tests the same natively, where they are made one by one.
#![cfg(target_family = "wasm")]
#![allow(clippy::cast_possible_truncation, reason = "bytes of every kind")]

use svarklar::reading::sums::{Few, Levels, MOST, Row, weight};
use wasm_bindgen_test::wasm_bindgen_test;

const LEVELS: Levels = [-128, -90, -60, -41, -28, -17, -9, 0, 3, 10, 19, 30, 44, 63, 95, 127];

#[wasm_bindgen_test]
fn rows_of_halves_are_the_sums_of_their_weights() {
    let mut few = Few::none();
    let mut right = [[0; 8]; 4];
    for row in 0..MOST / 3 {
        let row: Row = std::array::from_fn(|at| (row * 89 + at * 37) as u8);
        few.add_named(&LEVELS, &row, 3);
        for (column, sum) in right.as_flattened_mut().iter_mut().enumerate() {
            *sum += 3 * i32::from(weight(&LEVELS, &row, column));
        }
    }
    let mut sums = [[0; 8]; 4];
    few.add_to(&mut sums);
    assert_eq!(sums, right);
}

#[wasm_bindgen_test]
fn rows_of_bytes_are_the_sums_of_their_weights() {
    let mut few = Few::none();
    let mut right = [[0; 8]];
    for row in 0..MOST / 2 {
        let row: [u8; 8] = std::array::from_fn(|at| (row * 89 + at * 37) as u8);
        few.add(row, 2);
        for (sum, weight) in right.as_flattened_mut().iter_mut().zip(row) {
            *sum += 2 * i32::from(weight.cast_signed());
        }
    }
    let mut sums = [[0; 8]];
    few.add_to(&mut sums);
    assert_eq!(sums, right);
}
