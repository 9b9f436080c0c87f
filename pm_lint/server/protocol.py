"""The protocol as pygls speaks it, with what it leaves out: an answer, and forgetting."""

from __future__ import annotations

from typing import Any

from lsprotocol import types as lsp
from pygls.protocol import LanguageServerProtocol


class Protocol(LanguageServerProtocol):
    """Refuses a request after ``shutdown``, where pygls lets the client wait; keeps nothing of what is done."""

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

    def _handle_notification(self, method_name: str, params: Any) -> None:
        # pygls keeps a future for every notification: a few kilobytes for each key that is pressed.
        super()._handle_notification(method_name, params)
        for identity in [identity for identity, future in self._request_futures.items() if future.done()]:
            del self._request_futures[identity]
