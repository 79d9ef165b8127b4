#!/usr/bin/env python3
"""Writes a .jsonl beside each .txt of marked texts, with the places in places.tsv.

usage: data/gold/build.py [--check]

--check writes nothing and fails when a .jsonl is not what the marked texts give. The marks are explained in README.md."""
import json, pathlib, re, sys

HERE = pathlib.Path(__file__).resolve().parent
ROLES = {'': 'event-location', 'c': 'context-only', 'm': 'metonym', 'o': 'origin', 'd': 'origin', 'e': 'embedded'}
MARK = re.compile(r'<(?P<close>/?)(?P<tag>n?\d+r?)>|\[(?P<words>[^|\]]+)\|(?P<key>\w+)(?: (?P<role>[cmode]))?\]')


def places():
    lines = [l for l in (HERE / 'places.tsv').read_text(encoding='utf-8').splitlines() if not l.startswith('#')]
    head = lines[0].split('\t')
    return {row[0]: dict(zip(head, row)) for row in (l.split('\t') for l in lines[1:])}


def documents():
    found = {}
    for path in sorted((HERE.parent / 'documents').glob('*.jsonl')):
        for line in path.read_text(encoding='utf-8').splitlines():
            record = json.loads(line)
            found[record['id']] = record
    return found


def number(text):
    return float(text) if text else None


def read_marks(marked, known):
    """The bare text, its mentions and the spans of the numbered marks."""
    text, mentions, opened, spans, last = '', [], {}, {}, 0
    for mark in MARK.finditer(marked):
        text += marked[last:mark.start()]
        last = mark.end()
        if mark['tag'] and not mark['close']:
            opened[mark['tag']] = len(text)
        elif mark['tag']:
            spans.setdefault(mark['tag'], []).append((opened.pop(mark['tag']), len(text)))
        else:
            mentions.append(mention(mark, len(text), len(mentions) + 1, known))
            text += mark['words']
    text += marked[last:]
    if opened or re.search(r'[\[\]<>|]', text):
        sys.exit(f'a mark is not closed near: {text[:60]}')
    return text, mentions, spans


def mention(mark, start, count, known):
    place = known[mark['key']]
    out = {'id': f'm{count}', 'text': mark['words'], 'start': start, 'end': start + len(mark['words']),
           'canonical': place['canonical'], 'country': place['country'] or None, 'oblast': place['oblast'] or None,
           'lat': number(place['lat']), 'lon': number(place['lon']), 'kind': place['kind'], 'role': ROLES[mark['role'] or ''], 'key': mark['key']}
    if place['gazetteer']:
        out['coord_source'] = 'gazetteer'
        out['katottg' if place['gazetteer'].startswith('UA') else 'gazetteer'] = place['gazetteer']
    if place['candidates']:
        out['candidates'] = [[float(x) for x in point.split(',')] for point in place['candidates'].split('|')]
    if out['role'] == 'embedded':
        out['ignore'] = True
    if out['role'] == 'origin':
        out['origin_type'] = 'dateline' if mark['role'] == 'd' else 'launch'
    return out


def sentence(text, span):
    return {'sentence': text[span[0]:span[1]], 'start': span[0], 'end': span[1]}


def options(words):
    """`key=value` words; `note=` takes the rest of the line."""
    words, _, note = words.partition('note=')
    out = dict(w.partition('=')[::2] for w in words.split())
    return {**out, 'note': note.strip()} if note else out


def event(tag, fields, text, mentions, spans, known):
    kind, days, where, actor, claimed, counts, extra = (fields + [''] * 7)[:7]
    (span,) = spans[tag]
    extra = options(extra)
    first, _, day = days.rpartition('..')
    first = extra.get('date_start', first)
    inside = [m['key'] for m in mentions if m['role'] == 'event-location' and span[0] <= m['start'] < span[1]]
    keys = where.split(',') if where else list(dict.fromkeys(inside))
    out = {'id': f'e{tag}', **sentence(text, span), 'type': kind, 'date': day or None,
           'places': [{'key': k, 'canonical': known[k]['canonical'], 'kind': known[k]['kind'],
                       'lat': number(known[k]['lat']), 'lon': number(known[k]['lon'])} for k in keys],
           'actor': actor or None, 'claimed_by': claimed or None,
           'counts': {k: int(v) for k, v in options(counts).items()}}
    if not keys:
        sys.exit(f'event without a place: {out["sentence"]}')
    if first:
        out['date_start'] = first
    if 'alt' in extra:
        out['alt_types'] = extra['alt'].split(',')
    if tag + 'r' in spans:
        out['restated'] = [sentence(text, s) for s in spans[tag + 'r']]
    if 'optional' in extra:
        out['optional'] = True
    out.update({k: extra[k] for k in ('defender', 'outcome', 'subtype', 'cluster', 'note') if k in extra})
    return out


def annotated(block, known, texts):
    head, body = block.split('\n', 1)
    name, day, language, publisher, url, _title = [x.strip() for x in head.split('|')]
    marked, footer = body.split('\n---\n')
    text, mentions, spans = read_marks(marked, known)
    if name in texts and texts[name]['text'] != text:
        sys.exit(f'{name}: the marked text is not the text in data/documents')
    events, non_events, used = [], [], set()
    for line in footer.strip().splitlines():
        tag, _, rest = line[1:].partition(' ')
        used.add(tag)
        fields = [x.strip() for x in rest.split('|')]
        if tag.startswith('n'):
            allowed = {'allow': fields[1].removeprefix('allow=').split(',')} if len(fields) > 1 else {}
            non_events.append({**sentence(text, spans[tag][0]), 'reason': fields[0], **allowed})
        else:
            events.append(event(tag, fields, text, mentions, spans, known))
    if used != {t.rstrip('r') for t in spans}:
        sys.exit(f'{name}: marks and lines differ: {used ^ {t.rstrip("r") for t in spans}}')
    return {'id': name, 'lang': language, 'date': day, 'date_source': 'given', 'publisher': publisher, 'url': url, 'status': 'complete',
            'text': text, 'mentions': mentions, 'events': events, 'non_events': non_events}


def main():
    known, texts = places(), documents()
    marked = {path: path.read_text(encoding='utf-8') for path in sorted(HERE.glob('*.txt'))}
    blocks = {path: re.split(r'(?m)^=== ', text)[1:] for path, text in marked.items()}
    records = {path: [annotated(block, known, texts) for block in blocks[path]] for path in marked}
    ids = [record['id'] for path in records for record in records[path]]
    if len(set(ids)) != len(ids) or not set(texts) <= set(ids):
        sys.exit('an id stands twice, or a text in data/documents is not marked')
    for path in records:
        out = ''.join(json.dumps(record, ensure_ascii=False) + '\n' for record in records[path])
        target = path.with_suffix('.jsonl')
        if '--check' not in sys.argv[1:]:
            target.write_text(out, encoding='utf-8')
        elif not target.exists() or target.read_text(encoding='utf-8') != out:
            sys.exit(f'{target.name} is out of date: run data/gold/build.py')


if __name__ == '__main__':
    main()
