"""The protocol as pygls speaks it, with the one answer that it leaves out."""

from __future__ import annotations

from typing import Any

from lsprotocol import types as lsp
from pygls.protocol import LanguageServerProtocol


class Protocol(LanguageServerProtocol):
    """Refuses a request after ``shutdown``, where pygls drops it and lets the client wait for ever."""

    @property
    def asked_to_end(self) -> bool:
        """Whether the client said ``shutdown``, as it must before it leaves."""
        return self._shutdown

    def handle_message(self, message: Any) -> None:
        if self._shutdown and hasattr(message, "id") and hasattr(message, "method"):
            error = lsp.ResponseError(lsp.ErrorCodes.InvalidRequest.value, "the server is shutting down")
            self._send_response(message.id, error=error)
        else:
            super().handle_message(message)
