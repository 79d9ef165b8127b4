"""What a pointer over a feature shows, as HTML. Every text of an article is escaped; a link is one only if it is http or https."""

from forms import CODES


def escaped(column, most=600):
    """The column as text that HTML takes for nothing else. The ampersand comes first, so that nothing is undone."""
    expression = f"left(coalesce(to_string(\"{column}\"), ''), {most})"
    for letter, name in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        expression = f"replace({expression}, '{letter}', '{name}')"
    return f"replace({expression}, '''', '&#39;')"


def worded(column):
    """The words for a code, the code itself when it has none."""
    words = ", ".join(f"'{code}', '{text.replace(chr(39), chr(39) * 2)}'" for code, text in CODES[column].items())
    return f"coalesce(map_get(map({words}), \"{column}\"), {escaped(column)})"


def said(expression):
    return f"[% {expression} %]"


LINK = (
    "if(regexp_match(coalesce(\"url\", ''), '^https?://[^\\\\s<>\\'\"\\\\x60]+$'), "
    f"'<br><a href=\"' || {escaped('url', 2000)} || '\">' || {escaped('url', 90)} || '</a>', '')")
DAYS = "if(\"date_start\" = \"date_end\", to_string(\"date_end\"), coalesce(to_string(\"date_start\"), '?') || ' to ' || coalesce(to_string(\"date_end\"), '?'))"

EVENT = (
    "<div style=\"max-width: 26em; font-family: sans-serif\">"
    f"<b>{said(worded('type'))}</b>, {said(worded('role'))} <b>{said(escaped('place_name'))}</b><br>"
    f"{said(DAYS)} · {said(worded('status'))}<br>"
    f"<i>“{said(escaped('quote'))}”</i><br>"
    f"{said(escaped('source'))} {said(escaped('published'))}{said(LINK)}</div>")

CLUSTER = (
    "<div style=\"max-width: 26em; font-family: sans-serif\"><b>" + said("\"n_events\"") + " events</b> at " + said("\"n_places\"") + " places, "
    + said(DAYS) + "<br>" + said("coalesce(" + worded("trend") + ", '')") + "</div>")

AXIS = (
    "<div style=\"max-width: 26em; font-family: sans-serif\"><b>" + said(escaped("name")) + " axis</b><br>in use "
    + said("to_string(\"date_start\")") + " to " + said("coalesce(to_string(\"date_end\"), 'now')") + "<br><i>schematic: a direction, no route</i></div>")

TIPS = {"events": EVENT, "uncertainty": EVENT, "areas": EVENT, "clusters": CLUSTER, "cluster_lines": CLUSTER, "axes": AXIS}
