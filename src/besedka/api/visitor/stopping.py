"""The page behind the link that stops mails: mail programs post there by themselves (RFC 8058), people are asked."""

from html import escape
from typing import Any

from litestar import MediaType, Request, Response, Router, get, post

from besedka.api.http.paging import PathId
from besedka.api.http.place import HERE, Here, Place
from besedka.api.visitor.carriers import address
from besedka.conversations import Conversation, NoSuchConversation, StopMail, conversations_by_ids

_PAGE = """<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"></head>
<body><main><h1>{brand}</h1><p>{said}</p>{button}</main></body></html>
"""
_BUTTON = '<form method="post"><button>{stop}</button></form>'
_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
_WORDS = {
    "en": {
        "title": "Mails about your conversation",
        "ask": "Shall we send you no more mails about this conversation?",
        "stop": "Send no more mails",
        "done": "You will get no more mails about this conversation. The answers are in the chat.",
    },
    "ru": {
        "title": "Письма о вашей беседе",
        "ask": "Больше не присылать вам писем об этой беседе?",
        "stop": "Больше не присылать",
        "done": "Писем об этой беседе больше не будет. Ответы остаются в чате.",
    },
}


@get("/mail/stop/{token:str}", summary="A page that asks whether to send no more mails")
async def ask(token: PathId, place: Here, request: Request[Any, Any, Any]) -> Response[str]:
    """Changes nothing, because programs look at links before people do. Raises BadStopLink."""
    place.limits.address(address(request))
    return await _page(token, place)


@post("/mail/stop/{token:str}", status_code=200, summary="Send no more mails about a conversation")
async def stop(token: PathId, place: Here, request: Request[Any, Any, Any]) -> Response[str]:
    """Whatever the body says: `List-Unsubscribe=One-Click`, or nothing. Raises BadStopLink."""
    place.limits.address(address(request))
    await place.writer.do(StopMail(place.stops.conversation_id(token)))
    return await _page(token, place)


async def _page(token: str, place: Place) -> Response[str]:
    found = await place.database.read(conversations_by_ids, [place.stops.conversation_id(token)])
    if not found:
        raise NoSuchConversation
    headers = {"Content-Security-Policy": _POLICY}
    return Response(_shown(found[0], place), media_type=MediaType.HTML, headers=headers)


def _shown(conversation: Conversation, place: Place) -> str:
    language = conversation.language if conversation.language in _WORDS else "en"
    words, is_asked = _WORDS[language], conversation.arranged.wants_mail
    return _PAGE.format(
        language=language,
        title=words["title"],
        brand=escape(place.directory.by_id(conversation.inbox_id).brand.name),
        said=words["ask" if is_asked else "done"],
        button=_BUTTON.format(stop=words["stop"]) if is_asked else "",
    )


router = Router("/", route_handlers=[ask, stop], dependencies=HERE, include_in_schema=False)
