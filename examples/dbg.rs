//! dbg
use frontline::{Reference, model::Verdict, read};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let r = Reference::embedded();
    for d in read::documents(&[a[1].clone().into()], &read::Settings::default()) {
        let Ok(d) = d else { continue };
        let c = frontline::coding(&d, &r);
        for v in &c.verdicts {
            let m = v.mention();
            let w = &d.text[m.span.range()];
            if a.len() > 2 && !w.contains(&a[2]) {
                continue;
            }
            let (k, s): (&str, &[_]) = match v {
                Verdict::Located(l) => ("located", &l.scored),
                Verdict::Ambiguous(_, s) => ("ambiguous", s),
                Verdict::Unknown(_, s) => ("unknown", s),
                Verdict::OnAxis(..) => ("axis", &[]),
            };
            println!("{w} {k} {:?} {:?}", m.kind, m.role);
            for s in s.iter().take(4) {
                println!(
                    "    {:.2} {} {} {} {:?} {:?}",
                    s.score, s.place.name, s.place.admin1, s.place.admin2, s.form, s.parts
                )
            }
        }
        if a.len() == 2 {
            for r in &c.reports {
                println!(
                    "{} {:?} {} {:?}>{:?} {:?} {} {:?}",
                    r.rule,
                    r.outcome,
                    r.location.place.name,
                    r.initiator,
                    r.target.side,
                    r.when,
                    r.modality.code(),
                    r.counts
                )
            }
        }
    }
}
