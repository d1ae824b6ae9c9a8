"""Only until `cbp.server` imports ErrorReply from `cbp.replies`: then this file goes."""

from cbp.replies import ErrorReply

__all__ = ["ErrorReply"]
