//! Packs the texts of `src/reading/packs` and `src/reply/phrases` into one
//! deflate stream, which `src/packed.rs` unpacks. Run by cargo before it builds.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Folders whose files are packed, in `src`.
const FOLDERS: [&str; 2] = ["reading/packs", "reply/phrases"];
/// The best that deflate has to give.
const LEVEL: u8 = 10;

fn main() -> Result<(), Box<dyn Error>> {
    let src = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("src");
    let mut files = Vec::new();
    for folder in FOLDERS {
        println!("cargo::rerun-if-changed=src/{folder}");
        find(&src.join(folder), &mut files)?;
    }
    files.sort();
    let mut all = String::new();
    for file in files {
        let name = file.strip_prefix(&src)?.to_str().ok_or("a name that is not UTF-8")?;
        all += &format!("\0{}\n{}", name.replace('\\', "/"), fs::read_to_string(&file)?);
    }
    let packed = miniz_oxide::deflate::compress_to_vec(all.as_bytes(), LEVEL);
    fs::write(Path::new(&env::var("OUT_DIR")?).join("texts"), packed)?;
    Ok(())
}

fn find(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            find(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
