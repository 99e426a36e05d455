//! Trains the model with which `src/reading` tells mood, topic and reply need:
//! see `train/README.md`.
#![allow(clippy::indexing_slicing, reason = "a trainer may stop where its input is wrong")]

mod data;
mod second;
mod train;

use std::error::Error;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use data::{Data, Domain, Sample};
use sha2::{Digest, Sha256};
use train::Model;

const MODEL: &str = "src/reading/model.bin";
const SECOND: &str = "src/reading/second.bin";
const NOTE: &str = "src/reading/model.md";

fn main() -> Result<(), Box<dyn Error>> {
    let shared = std::env::args().nth(1).ok_or("which folder of public text?")?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut data = Data::read(&root, Path::new(&shared))?;
    if let Ok(domain) = std::env::var("WITHOUT") {
        let domain: Domain = serde_json::from_value(domain.into())?;
        data.train.retain(|sample| sample.domain != domain);
    }
    // Chances are set on posts not trained on; then these are trained on as well.
    let mut first = Model::train(&data.train.iter().collect::<Vec<_>>());
    first.calibrate(&data.dev);
    let all: Vec<&Sample> = match std::env::var_os("ONLY_TRAIN") {
        Some(_) => data.train.iter().collect(),
        None => data.train.iter().chain(&data.dev).collect(),
    };
    let mut model = Model::train(&all);
    model.calibrate_like(&first);
    let mut table = model.table();
    table.extend(&data.valences);
    let second = second::table(&all);
    fs::write(root.join(MODEL), &table)?;
    fs::write(root.join(SECOND), &second)?;
    fs::write(root.join(NOTE), note(&root, &shared, &data, &table, &second)?)?;
    Ok(())
}

/// Where the tables come from.
fn note(
    root: &Path,
    shared: &str,
    data: &Data,
    table: &[u8],
    second: &[u8],
) -> Result<String, Box<dyn Error>> {
    let digest = |bytes: &[u8]| {
        Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    };
    let mut note = format!(
        "# Where `model.bin` and `second.bin` come from\n\n\
         Written by `cargo run --release --package svarklar-train -- DATA`; do not edit.\n\n\
         - `model.bin`: {} bytes (see `model.rs`; the last {} are the lexicons' valences), \
         SHA-256 `{}`\n\
         - `second.bin`: {} bytes (see `second.rs`), SHA-256 `{}`\n\
         - {} samples\n\n\
         None of the text below is part of the project but what lies under `train/`.\n\n\
         | input | SHA-256 | licence |\n|---|---|---|\n",
        table.len(),
        data.valences.len(),
        digest(table),
        second.len(),
        digest(second),
        data.train.len() + data.dev.len(),
    );
    for (path, licence) in &data.files {
        let name = path.strip_prefix(shared).or_else(|_| path.strip_prefix(root))?;
        writeln!(note, "| {} | `{}` | {licence} |", name.display(), digest(&fs::read(path)?))?;
    }
    Ok(note)
}
