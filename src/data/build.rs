//! Lays the data files of the core end to end for `src/data.rs`. Run by cargo
//! before it builds.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// What is laid: files, and folders with all that is in them.
const DATA: [&str; 6] = [
    "extension/profiles",
    "src/reading/language.bin",
    "src/reading/packs",
    "src/reply/phrases",
    "src/thread/phrases.txt",
    "src/words",
];

fn main() -> Result<(), Box<dyn Error>> {
    let root = env::var("CARGO_MANIFEST_DIR")?;
    let mut files = Vec::new();
    for data in DATA {
        println!("cargo::rerun-if-changed={data}");
        find(Path::new(&root).join(data), &mut files)?;
    }
    files.sort();
    let mut all = Vec::new();
    let mut ranges = Vec::new();
    for file in files {
        let name = file.strip_prefix(&root)?.to_str().ok_or("a name that is not UTF-8")?;
        let start = all.len();
        all.extend(shipped(&file)?);
        ranges.push((name.replace('\\', "/"), start..all.len()));
    }
    let out = Path::new(&env::var("OUT_DIR")?).to_owned();
    fs::write(out.join("files.rs"), format!("{ranges:?}"))?;
    fs::write(out.join("hash.rs"), hash(&all).to_string())?;
    fs::write(out.join("data"), all)?;
    Ok(())
}

/// A profile as the core reads it: its examples are for its tests, and the
/// `<name>` of a selector's part stands for that part.
fn shipped(file: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let bytes = fs::read(file)?;
    if file.parent().is_none_or(|folder| !folder.ends_with("extension/profiles")) {
        return Ok(bytes);
    }
    let mut profile: serde_json::Map<String, serde_json::Value> =
        serde_json::from_slice(&bytes).map_err(|error| format!("{}: {error}", file.display()))?;
    profile.remove("$schema");
    profile.remove("examples");
    let Some(serde_json::Value::Object(names)) = profile.remove("names") else {
        return Ok(serde_json::to_vec(&profile)?);
    };
    let mut text = serde_json::to_string(&profile)?;
    // A part may name others, those in turn others.
    for _ in 0..=names.len() {
        for (name, part) in &names {
            let part = part.to_string();
            text = text.replace(&format!("<{name}>"), part.trim_matches('"'));
        }
    }
    Ok(text.into_bytes())
}

fn find(path: PathBuf, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    if path.is_dir() {
        for entry in fs::read_dir(path)? {
            find(entry?.path(), files)?;
        }
    } else {
        files.push(path);
    }
    Ok(())
}

/// 64-bit FNV-1a, as `text::hash_bytes`: a build script cannot call the crate it builds.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
