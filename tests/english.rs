//! Sentences of English reporting, each with what it tells.

mod told;

use frontline::model::Side;
use told::{check, events};

#[test]
fn a_joining_word_behind_a_comma_parts_clauses_before_any_other_comma() {
    let text = "Forty strikes hit Orikhiv, while 120 drones of many kinds, mostly small, attacked Stepnohirsk.";
    check(text, &["drone_strike Stepnohirsk -/-/-", "strike Orikhiv 40/-/-"]);
}

#[test]
fn fighting_and_the_attacks_that_follow_without_a_place_are_one() {
    check("Fighting continues near Torske, the enemy attacked 9 times.", &["clash Torske 9/-/-"]);
    check("Four clashes took place: the enemy attacked near Torske.", &["ground_assault Torske 4/-/-"]);
}

#[test]
fn what_leads_to_an_attack_does_not_take_its_ground() {
    check("Having redeployed reserves, the enemy attacked near Torske.", &["ground_assault Torske -/-/-"]);
    check(
        "Under heavy fire from artillery, the troops repelled attacks near Torske.",
        &["assault_repelled Torske -/-/-"],
    );
    check("Units improved their positions and repelled an attack near Torske.", &["assault_repelled Torske 1/-/-"]);
}

#[test]
fn households_and_ages_are_no_people() {
    check(
        "A guided bomb hit Bilopillia, wounding four people and cutting power to 3,000 households.",
        &["glide_bomb Bilopillia -/-/4"],
    );
    check(
        "A missile hit a house in Mykolaiv, killing a man of 55 whose body was pulled out.",
        &["missile_strike Mykolaiv -/1/-"],
    );
}

#[test]
fn a_named_day_long_ago_is_that_of_a_happening_and_a_month_is_history() {
    check("On March 16 a shell hit a bread queue in Chernihiv.", &["shelling Chernihiv -/-/-"]);
    check("In March a shell hit a bread queue in Chernihiv.", &[]);
}

#[test]
fn times_that_are_only_counted_are_no_dates() {
    check("For the second time in a month, missiles hit Pavlohrad.", &["missile_strike Pavlohrad -/-/-"]);
}

#[test]
fn the_sum_of_a_day_is_of_that_day_and_ground_gained_in_a_week_of_that_week() {
    check("In total, 23 people were evacuated from Kupiansk during the day.", &["evacuation Kupiansk -/-/-"]);
    check("Over the past week the troops advanced near Robotyne.", &["advance Robotyne -/-/-"]);
    check("Over the past week missiles hit Pavlohrad.", &[]);
}

#[test]
fn words_that_belong_to_something_else_tell_of_nothing() {
    check("Despite constant shelling, a school opened in Nikopol.", &[]);
    check("Civilians were being taken out of Beryslav.", &["evacuation Beryslav -/-/-"]);
    check("The enemy tried to regain the lost position near Urozhaine.", &["ground_assault Urozhaine -/-/-"]);
    check("They hit an assault and a mechanized brigade near Petropavlivka.", &["strike Petropavlivka -/-/-"]);
}

#[test]
fn what_is_dropped_from_a_drone_is_no_mine() {
    check("An explosive device dropped from a drone went off in Beryslav.", &["drone_strike Beryslav -/-/-"]);
}

#[test]
fn what_comes_under_fire_is_the_target() {
    let side = |text: &str| events(text).first().expect("the text tells of an event").best().initiator.side;
    assert_eq!(side("Units of our troops near Staryi Saltiv came under fire from tanks and mortars."), Side::Russia);
    assert_eq!(side("Positions in the village of Torske were under fire from Russian guns."), Side::Russia);
}

#[test]
fn a_missile_that_brings_down_a_house_is_not_brought_down() {
    check("A missile brought down a block of flats in Druzhkivka.", &["missile_strike Druzhkivka -/-/-"]);
    check("A missile was brought down over Druzhkivka.", &["air_defence Druzhkivka -/-/-"]);
}

#[test]
fn everyday_words_tell_of_no_war() {
    check("The minister was driven off to the airport in Kyiv.", &[]);
    check("A train derailment near Sumy was blamed on old rails.", &[]);
    check("An explosion derailed a freight train near Voronezh.", &["sabotage Voronezh -/-/-"]);
}

#[test]
fn an_accident_is_no_war() {
    check("Two people died in a car accident near Zhytomyr.", &[]);
    check("A gas explosion in Ternopil injured three people.", &[]);
    check("A missile hit Ternopil and caused a gas explosion.", &["missile_strike Ternopil -/-/-"]);
}

#[test]
fn what_is_called_untrue_behind_its_words_is_denied() {
    check("Claims that Russian troops have entered Kupiansk are not true.", &[]);
    let text = "A missile hit a depot in Pavlohrad, reports of casualties were not confirmed.";
    check(text, &["missile_strike Pavlohrad -/-/-"]);
}

#[test]
fn the_longer_words_say_what_befell_people() {
    let text = "Lyptsi came under fire, and a 58-year-old man sustained injuries incompatible with life.";
    check(text, &["shelling Lyptsi -/1/-"]);
}

#[test]
fn a_capital_named_behind_its_noun_is_the_city() {
    check("In the capital, Kyiv, two missiles hit a residential building.", &["missile_strike Kyiv -/-/-"]);
}

#[test]
fn an_age_in_brackets_or_commas_counts_nobody() {
    check("In Kherson a postman (44) died of his wounds.", &["civilian_harm Kherson -/1/-"]);
    check(
        "A shell hit a yard in Kherson: the owner, 61, and her tenant, 34, were wounded.",
        &["shelling Kherson -/-/2"],
    );
}

#[test]
fn a_clinic_that_is_struck_is_where_it_happens() {
    check(
        "A missile struck a clinic in Dnipro, leaving four people dead and twelve hurt.",
        &["missile_strike Dnipro -/4/12"],
    );
    check("A drone struck the roof of a training center in Kherson.", &["drone_strike Kherson -/-/-"]);
}

#[test]
fn a_number_behind_that_counts() {
    check("The mayor said that two women were hurt in Horlivka.", &["civilian_harm Horlivka -/-/2"]);
    check("He said that no one was hurt in Horlivka.", &[]);
    check("A glide bomb hit Kherson: two of its residents died.", &["glide_bomb Kherson -/2/-"]);
    check("A missile hit Dnipro, killing one man and wounding another.", &["missile_strike Dnipro -/1/1"]);
}

#[test]
fn a_blow_that_killed_nobody_is_told() {
    check(
        "Nobody was killed in the drone attack on Nikopol, but four people were wounded.",
        &["drone_strike Nikopol -/-/4"],
    );
    check(
        "Rescuers pulled the bodies of two people from the rubble after a strike on Nikopol.",
        &["strike Nikopol -/2/-"],
    );
}

#[test]
fn words_that_fire_and_wounds_share_with_other_things_mislead_nobody() {
    check("A lightning counteroffensive liberated Izium.", &["capture Izium -/-/-"]);
    check("Residents, most of them over 60, were evacuated from Kharkiv.", &["evacuation Kharkiv -/-/-"]);
    check("A shell hit a house in Kherson; five broken windows, two people hurt.", &["shelling Kherson -/-/2"]);
    check("Utility workers are clearing snow street by street in Kharkiv.", &[]);
}
