"""The language server (extra ``lsp``): what ``pm-lint check`` says, while the author types.

The only package that imports pygls and lsprotocol, which take half a second to import.
"""
