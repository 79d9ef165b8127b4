"""The words that attribute tables and forms show for columns and codes."""

ALIASES = {
    "id": "Id", "type": "What happened", "outcome": "How it went", "date_start": "First day", "date_end": "Last day",
    "date_precision": "Day known to", "date_basis": "Day rests on", "place_id": "Place, id", "place_name": "Place",
    "place_name_uk": "Place, Ukrainian", "place_name_ru": "Place, Russian", "admin1": "Oblast", "admin2": "District", "country": "Country",
    "longitude": "Longitude", "latitude": "Latitude", "role": "At, near or toward", "precision": "Place known to",
    "uncertainty_m": "Uncertain by, metres", "axis": "Axis", "axis_basis": "Axis rests on", "initiator": "By", "initiator_words": "By, in words",
    "target": "Against", "target_words": "Against, in words", "claimants": "Who says so", "claimant_sides": "Their sides",
    "claimant_polarities": "Yes or no", "polarity": "Affirmed or denied", "modality": "Told as", "status": "How sure it is",
    "attacks": "Attacks", "munitions": "Munitions", "killed": "Killed", "wounded": "Wounded", "captured": "Captured",
    "evacuated": "Evacuated", "downed": "Shot down", "own_counts": "Numbers of its own", "scope": "Numbers count over", "group_id": "Shares its number with",
    "n_reports": "Reports", "n_sources": "Publishers", "n_sides": "Sides that speak", "quote": "Words", "source": "Published by", "url": "Link",
    "published": "Published on", "published_time": "Published at", "document": "Document", "other_documents": "Other documents",
    "other_sources": "Other publishers", "other_urls": "Other links", "other_quotes": "Other words", "rule": "Rule that fired", "confidence": "Confidence, 0 to 1",
    "day": "Day", "n_events": "Events", "n_events_on_day": "Events on the day", "n_places": "Places", "per_day": "Events of each day",
    "trend": "Against the days before", "name": "Name", "ground": "Ground", "toward": "Direction of attack, degrees", "corridor": "Corridor",
}
for _number in ("attacks", "munitions", "killed", "wounded", "captured", "evacuated", "downed"):
    ALIASES[f"{_number}_low"] = f"{ALIASES[_number]}, at least"
    ALIASES[f"{_number}_high"] = f"{ALIASES[_number]}, at most"

_SIDES = {"RU": "Russia", "UA": "Ukraine", "armed_group": "armed group", "civilians": "civilians", "unknown": "not said"}

CODES = {
    "type": {
        "ground_assault": "ground assault", "assault_repelled": "assault repelled", "clash": "clash", "advance": "advance", "capture": "capture",
        "withdrawal": "withdrawal", "incursion": "incursion", "sabotage": "sabotage group", "strike": "strike, weapon not said", "shelling": "shelling",
        "mlrs_strike": "rocket artillery", "air_strike": "air strike", "glide_bomb": "glide bomb", "missile_strike": "missile strike",
        "drone_strike": "drone strike", "naval_strike": "naval strike", "mine": "mine", "air_defence": "air defence", "evacuation": "evacuation",
        "civilian_harm": "civilians harmed", "infrastructure_damage": "infrastructure damaged", "movement": "movement", "other": "other"},
    "outcome": {
        "repelled": "repelled", "ongoing": "ongoing", "success_claimed": "success claimed", "no_change": "no change", "intercepted": "intercepted",
        "hit": "hit", "unknown": "not said"},
    "status": {
        "claimed": "claimed by one side, or nobody's", "claimed_by_both": "claimed by both sides", "disputed": "disputed",
        "corroborated": "corroborated: several publishers", "denied": "denied"},
    "date_precision": {"day": "the day", "days": "a few days", "week": "the week", "month": "the month", "unknown": "not known"},
    "date_basis": {
        "stated": "named in the text", "relative": "counted from the text's day", "report_window": "the period of a briefing",
        "published": "the day of publication alone", "none": "nothing"},
    "precision": {
        "settlement": "the settlement", "near_settlement": "the surroundings of a settlement", "district": "the district", "region": "the region", "country": "the country"},
    "role": {"at": "at", "near": "near", "toward": "toward", "from": "from", "context": "in that region", "metonym": "as a name for a government"},
    "axis_basis": {"stated": "named in the text", "inferred": "place and day", "none": "no axis near"},
    "initiator": _SIDES, "target": _SIDES,
    "polarity": {"affirmed": "affirmed", "denied": "denied"},
    "modality": {"asserted": "fact", "planned": "plan", "hypothetical": "possibility", "background": "history"},
    "scope": {"event": "this event alone", "place_list": "a list of places", "axis": "a whole axis", "front": "the whole front"},
    "trend": {"rising": "rising", "steady": "steady", "falling": "falling", "new": "new"},
    "ground": {"front": "a sector of the front", "wide": "several sectors", "border": "along a state border"},
}

LONG = {"quote", "other_quotes", "claimants", "other_urls", "other_documents", "other_sources"}
HIDDEN = {"fid", "sha256", "version", "gazetteer_version", "axes_version", "lexicon_version", "longitude", "latitude", "events"}
