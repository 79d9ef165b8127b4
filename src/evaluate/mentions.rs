//! Compares the names: whether they were found, where they were put, and which part they play.

use crate::evaluate::alike::{overlap, same_name, shared};
use crate::evaluate::found::{Found, Name};
use crate::evaluate::gold::{Annotated, GoldMention, GoldRole};
use crate::evaluate::scores::{Group, Mentions, Scores};
use crate::evaluate::{Faults, NEAR_M, WRONG_M, called};
use crate::model::{Kind, Position, Role};

/// The larger radius within which a settlement counts, 100 miles: the usual measure of geoparsers.
const FAR_M: f64 = 161_000.0;

/// The groups in which names are counted.
#[derive(Clone, Copy)]
enum In {
    Places,
    Countries,
    Axes,
    Other,
}

impl Mentions {
    fn each(&mut self, group: In, mut count: impl FnMut(&mut Group)) {
        count(&mut self.all);
        count(match group {
            In::Places => &mut self.places,
            In::Countries => &mut self.countries,
            In::Axes => &mut self.axes,
            In::Other => &mut self.other,
        });
    }
}

/// Adds one document's names to the scores.
pub(super) fn compare(gold: &Annotated, found: &Found, scores: &mut Scores, faults: &mut Faults<'_>) {
    let wanted: Vec<(&GoldMention, GoldRole)> =
        gold.mentions.iter().filter_map(|mention| Some((mention, mention.role?))).collect();
    let said = counted(gold, &wanted, found);
    let partners = partners(&wanted, &said);
    for ((mention, role), partner) in wanted.iter().zip(&partners) {
        let name = partner.map(|at| said[at]);
        count_found(mention, name, scores, faults);
        if let Some(name) = name {
            count_role(mention, *role, name, scores, faults);
            count_areas(mention, name, scores);
        }
        if mention.kind == "settlement" && *role != GoldRole::Metonym {
            count_position(mention, name, scores, faults);
        }
    }
    let is_free = |at: &usize| !partners.contains(&Some(*at));
    for name in (0..said.len()).filter(is_free).map(|at| said[at]) {
        scores.mentions.each(group_of(name.kind), |group| group.overlap.said += 1);
        faults.note("spurious mention", faults.name(&name.at));
    }
}

/// The names that count: all but those that only touch a name inside another proper name.
fn counted<'f>(gold: &Annotated, wanted: &[(&GoldMention, GoldRole)], found: &'f Found) -> Vec<&'f Name> {
    let touches = |name: &Name, mention: &GoldMention| shared(&name.at, &mention.at) > 0;
    let is_ignored = |name: &Name| gold.mentions.iter().any(|mention| mention.role.is_none() && touches(name, mention));
    let is_wanted = |name: &Name| wanted.iter().any(|(mention, _)| touches(name, mention));
    found.names.iter().filter(|name| is_wanted(name) || !is_ignored(name)).collect()
}

/// For each gold name the found one that overlaps it best, one to one.
fn partners(wanted: &[(&GoldMention, GoldRole)], said: &[&Name]) -> Vec<Option<usize>> {
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for (gold, (mention, _)) in wanted.iter().enumerate() {
        let touching = said.iter().enumerate().filter(|(_, name)| shared(&name.at, &mention.at) > 0);
        pairs.extend(touching.map(|(at, name)| (overlap(&name.at, &mention.at), gold, at)));
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut partners = vec![None; wanted.len()];
    let mut is_taken = vec![false; said.len()];
    for (_, gold, at) in pairs {
        if partners[gold].is_none() && !is_taken[at] {
            partners[gold] = Some(at);
            is_taken[at] = true;
        }
    }
    partners
}

fn count_found(mention: &GoldMention, name: Option<&Name>, scores: &mut Scores, faults: &mut Faults<'_>) {
    let group = match mention.kind.as_str() {
        "settlement" | "hromada" | "raion" | "oblast" => In::Places,
        "country" => In::Countries,
        "axis" => In::Axes,
        _ => In::Other,
    };
    let is_exact = name.is_some_and(|name| name.at == mention.at);
    scores.mentions.each(group, |group| {
        group.overlap.gold += 1;
        group.overlap.said += usize::from(name.is_some());
        group.overlap.matched += usize::from(name.is_some());
        group.exact += usize::from(is_exact);
    });
    scores.mentions.by_kind.entry(mention.kind.clone()).or_default().count(name.is_some());
    if name.is_none() {
        faults.note("missed mention", format!("{}: {}", mention.kind, faults.name(&mention.at)));
    }
}

fn group_of(kind: Kind) -> In {
    match kind {
        Kind::Settlement | Kind::Hromada | Kind::Raion | Kind::Oblast => In::Places,
        Kind::Country => In::Countries,
        Kind::Axis => In::Axes,
        Kind::River | Kind::Sea | Kind::Poi | Kind::Region => In::Other,
    }
}

fn count_role(mention: &GoldMention, wanted: GoldRole, name: &Name, scores: &mut Scores, faults: &mut Faults<'_>) {
    let is_right = match wanted {
        GoldRole::EventLocation => matches!(name.role, Role::At | Role::Near | Role::Toward | Role::From),
        GoldRole::ContextOnly => name.role == Role::Context,
        GoldRole::Metonym => name.role == Role::Metonym,
        GoldRole::Origin => matches!(name.role, Role::From | Role::Context),
    };
    scores.roles.count(is_right);
    let pair = format!("{} -> {}", wanted.code(), format!("{:?}", name.role).to_lowercase());
    if !is_right {
        faults.note("wrong role", format!("{pair}: {}", faults.name(&mention.at)));
    }
    *scores.role_pairs.entry(pair).or_default() += 1;
}

fn count_areas(mention: &GoldMention, name: &Name, scores: &mut Scores) {
    let Some((place, _)) = &name.place else { return };
    if let Some(country) = mention.country.as_ref().filter(|_| !place.country.is_empty()) {
        scores.settlements.country.count(place.country.eq_ignore_ascii_case(country));
    }
    if let Some(oblast) = mention.oblast.as_ref().filter(|_| !place.admin1.is_empty()) {
        scores.settlements.admin1.count(same_name(&place.admin1, oblast));
    }
}

fn count_position(mention: &GoldMention, name: Option<&Name>, scores: &mut Scores, faults: &mut Faults<'_>) {
    let place = name.and_then(|name| name.place.as_ref());
    let here = place.and_then(|(place, confidence)| Some((place.position?, *confidence)));
    let Some(there) = mention.position else {
        return count_undecidable(mention, name.is_some(), here.map(|(here, _)| here), scores);
    };
    let settlements = &mut scores.settlements;
    settlements.matched += usize::from(name.is_some());
    let off_m = here.map(|(here, _)| here.distance_m(there));
    let is_within = |limit_m: f64| off_m.is_some_and(|off_m| off_m <= limit_m);
    settlements.within_5_km.count(is_within(NEAR_M));
    settlements.within_25_km.count(is_within(WRONG_M));
    settlements.within_161_km.count(is_within(FAR_M));
    if let (Some(off_m), Some((_, confidence))) = (off_m, here) {
        settlements.off_km.push(off_m / 1_000.0);
        settlements.wrong.count(off_m > WRONG_M);
        scores.sure_of_settlements.count(confidence, off_m <= NEAR_M);
    }
    let around = faults.name(&mention.at);
    match (name, off_m) {
        (Some(_), Some(off_m)) if off_m > WRONG_M => {
            let said = place.map_or_else(String::new, |(place, _)| format!("{}, {}", place.name, place.admin1));
            let words = format!("{:.0} km off, wanted {}, said {said}: {around}", off_m / 1_000.0, called(mention));
            faults.note("wrong place", words);
        }
        (Some(_), None) => faults.note("open place", format!("wanted {}: {around}", called(mention))),
        _ => {}
    }
}

fn count_undecidable(mention: &GoldMention, is_found: bool, here: Option<Position>, scores: &mut Scores) {
    if mention.candidates.is_empty() {
        return;
    }
    let open = &mut scores.undecidable;
    open.gold += 1;
    match here {
        _ if !is_found => open.missed += 1,
        None => open.left_open += 1,
        Some(here) if mention.candidates.iter().any(|there| here.distance_m(*there) <= NEAR_M) => {
            open.on_one_of_them += 1;
        }
        Some(_) => open.elsewhere += 1,
    }
}
