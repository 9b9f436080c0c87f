//! Tells Zed how to start `pm-lint server`: the command of the settings, else `pm-lint` on the `PATH`.

use zed_extension_api::{
    self as zed, serde_json::Value, settings::LspSettings, Command, LanguageServerId, Result, Worktree,
};

const MISSING: &str = "pm-lint is not on the PATH; install it with `pipx install \"pm-lint[lsp]\"`";

struct PmLint;

impl zed::Extension for PmLint {
    fn new() -> Self {
        PmLint
    }

    fn language_server_command(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let binary = LspSettings::for_worktree(id.as_ref(), worktree)?.binary;
        let path = binary.as_ref().and_then(|own| own.path.clone()).or_else(|| worktree.which("pm-lint"));
        Ok(Command {
            command: path.ok_or(MISSING)?,
            args: binary.and_then(|own| own.arguments).unwrap_or_else(|| vec!["server".into()]),
            env: worktree.shell_env(),
        })
    }

    fn language_server_initialization_options(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<Value>> {
        Ok(LspSettings::for_worktree(id.as_ref(), worktree)?.initialization_options)
    }
}

zed::register_extension!(PmLint);
