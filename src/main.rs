//! The program: reads its command line, runs the command, prints what went wrong.

use std::process::ExitCode;

use clap::Parser;
use frontline::cli;

fn main() -> ExitCode {
    match cli::run(cli::Command::parse()) {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            if let Some(usage) = error.downcast_ref::<clap::Error>() {
                usage.exit();
            }
            eprintln!("error: {}", cli::plain(&format!("{error:#}")));
            cli::failure(&error)
        }
    }
}

/// Whoever reads our output has seen enough, as in `frontline extract … | head`.
fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let is_pipe = |error: &std::io::Error| error.kind() == std::io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<std::io::Error>().is_some_and(is_pipe))
}
