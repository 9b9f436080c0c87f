"""One defect at a time, made in a clean document by replacing exact words: what must be found, and where.

``⟦`` and ``⟧`` in the new words enclose what the finding must point at. Where the finding stands elsewhere in the
document, ``at`` quotes those words with their surroundings, marked in the same way.
"""

from __future__ import annotations

from tests.defects.action_items import ACTION_ITEMS
from tests.defects.causes import CAUSES
from tests.defects.inform import INFORM
from tests.defects.language import LANGUAGE
from tests.defects.links_and_privacy import LINKS_AND_PRIVACY
from tests.defects.metadata import METADATA
from tests.defects.model import Defect
from tests.defects.structure import STRUCTURE
from tests.defects.timeline import TIMELINE

__all__ = ["DEFECTS", "Defect"]

DEFECTS = (
    *STRUCTURE,
    *METADATA,
    *ACTION_ITEMS,
    *TIMELINE,
    *INFORM,
    *CAUSES,
    *LINKS_AND_PRIVACY,
    *LANGUAGE,
)
