"""What the end of a name says, before there is anything to look at."""

from besedka.attachments.model import FileTypeRefused
from besedka.inboxes import AttachmentRules

_ENDINGS = {
    "image": "jpg jpeg jfif png gif webp heic heif avif bmp tif tiff svg",
    "audio": "mp3 ogg oga opus m4a aac wav flac amr weba",
    "video": "mp4 m4v mov webm mkv avi 3gp",
    "pdf": "pdf",
    "text": "txt csv tsv log md json xml html htm yaml yml ini conf eml ics vcf",
    "office": "doc docx xls xlsx ppt pptx odt ods odp rtf",
    "archive": "zip rar 7z gz tgz bz2 xz tar",
    "program": (
        "exe com scr pif bat cmd msi msp dll sys cpl jar apk app deb rpm dmg iso vbs vbe js jse wsf wsh hta ps1 psm1 "
        "sh lnk reg inf scf url chm docm xlsm pptm dotm xltm xlam"
    ),
}
_GROUP = {ending: group for group, endings in _ENDINGS.items() for ending in endings.split()}


def require_name(name: str, rules: AttachmentRules) -> None:
    """An ending that says nothing is let through: the content will. Raises FileTypeRefused."""
    group = _GROUP.get(name.rpartition(".")[2].lower()) if "." in name else None
    if group is not None:
        require_group(group, rules)


def require_group(group: str, rules: AttachmentRules) -> None:
    """Raises FileTypeRefused."""
    if rules.types != "any" and group not in rules.types:
        wanted = ", ".join(rules.types) or "nothing"
        raise FileTypeRefused(f"Expected one of: {wanted}. Got: {group}. Send it as another type.")
