//! Lays the data files of the core end to end for `src/data.rs`. Run by cargo
//! before it builds.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "../page/names.rs"]
mod names;

/// What is laid: files, and folders with all that is in them.
const DATA: [&str; 14] = [
    "extension/profiles",
    "src/clock/holidays.txt",
    "src/reading/language.bin",
    "src/reading/model.bin",
    "src/reading/packs",
    "src/reading/second.bin",
    "src/reply/acts.txt",
    "src/reply/check/news.txt",
    "src/reply/check/rules",
    "src/reply/matters",
    "src/reply/phrases",
    "src/thread/phrases.txt",
    "src/urgency/signs.txt",
    "src/words",
];

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../..");
    println!("cargo::rerun-if-changed={}", root.join("src/page/names.rs").display());
    let mut files = Vec::new();
    for data in DATA {
        println!("cargo::rerun-if-changed={}", root.join(data).display());
        find(root.join(data), &mut files)?;
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

/// A pack of words is shipped without its comments and examples, a phrase book without
/// its examples; a profile without its examples, its named parts spelled out.
fn shipped(file: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let bytes = fs::read(file)?;
    let is_in = |folder| file.ancestors().any(|above| above.ends_with(folder));
    const WORDS: [&str; 5] = [
        "src/reading/packs",
        "src/reply/acts.txt",
        "src/reply/check/news.txt",
        "src/reply/check/rules",
        "src/thread/phrases.txt",
    ];
    if WORDS.into_iter().any(is_in) {
        return Ok(bare(str::from_utf8(&bytes)?).into_bytes());
    }
    let at = |reason: String| format!("{}: {reason}", file.display());
    if is_in("src/reply/phrases") {
        let mut book: serde_json::Value =
            serde_json::from_slice(&bytes).map_err(|error| at(error.to_string()))?;
        for list in ["circumstances", "matters"] {
            let entries = book.get_mut(list).and_then(|entries| entries.as_array_mut());
            for entry in entries.into_iter().flatten().filter_map(|entry| entry.as_object_mut()) {
                entry.remove("yes");
                entry.remove("no");
            }
        }
        return Ok(serde_json::to_vec(&book)?);
    }
    if !is_in("extension/profiles") {
        return Ok(bytes);
    }
    let profile = serde_json::from_slice(&bytes).map_err(|error| at(error.to_string()))?;
    Ok(serde_json::to_vec(&names::spelled_out(profile).map_err(at)?)?)
}

/// The lines of a pack that speak for something, without space around their
/// patterns; those of one weight as one.
fn bare(pack: &str) -> String {
    let lines = pack.lines().map(str::trim);
    let kept = lines.filter(|line| !line.is_empty() && !line.starts_with(['#', '+', '-']));
    let mut bare = String::with_capacity(pack.len());
    let mut weight = "";
    for line in kept {
        let patterns: Vec<&str> = line.split('|').map(str::trim).collect();
        let patterns = patterns.join("|");
        let is_weighed = line.starts_with(|c: char| c.is_ascii_digit());
        match patterns.split_once(' ').filter(|_| is_weighed) {
            Some((same, patterns)) if same == weight => bare.extend(["|", patterns]),
            weighed => {
                let space = if bare.is_empty() { "" } else { "\n" };
                bare.extend([space, &patterns]);
                weight = weighed.map_or("", |_| line.split(' ').next().unwrap_or(""));
            }
        }
    }
    bare
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
