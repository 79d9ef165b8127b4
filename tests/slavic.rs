//! What reports in Ukrainian and Russian tell: the words and turns of phrase of the front.

mod told;

use frontline::model::Side;

use told::{check, events};

#[test]
fn what_stands_after_an_axis_and_a_dash_is_a_place() {
    let text =
        "На інших напрямках ворог обстрілював:\nна Лиманському напрямку – Терни, Торське;\nна Бахмутському – Соледар.";
    check(text, &["shelling Soledar -/-/-", "shelling Terny -/-/-", "shelling Torske -/-/-"]);
}

#[test]
fn what_an_army_or_a_service_attacks_is_not_its_office() {
    check("Російська армія атакувала Одеський порт ракетами.", &["missile_strike Odesa -/-/-"]);
    check("Удар дронів СБУ на Слов'янський НПЗ.", &["drone_strike Slavyansk Oil Refinery -/-/-"]);
    check("Голова у Сумах розповів про удари.", &[]);
}

#[test]
fn phrases_with_a_word_of_war_tell_of_no_happening() {
    check("Вздовж лінії бойового зіткнення біля Сіверська тихо.", &[]);
    check("У Харкові затримано коригувальника ворожих ударів.", &[]);
    check("Росіяни залишили без світла Нікополь.", &["infrastructure_damage Nikopol -/-/-"]);
    check("В Харькове задержали наводчика ракетных ударов.", &[]);
    check("Після важких боїв наші відійшли з Рубіжного.", &["withdrawal Rubizhne -/-/-"]);
    check("Пострадавших в Курске нет.", &[]);
    check("Волонтери працюють у зруйнованому Бахмуті, біля розбитого моста.", &[]);
}

#[test]
fn what_is_told_because_of_a_blow_leaves_the_blow_its_place() {
    check("Через обстріл Оріхова загорівся склад.", &["shelling Orikhiv -/-/-"]);
}

#[test]
fn a_sentence_that_names_towns_of_the_district_struck_before_narrows_it() {
    let text = "Нікопольський район ворог бив дронами. Потерпали Марганець і Нікополь. Поранені двоє чоловіків.";
    check(text, &["drone_strike Marhanets -/-/2", "drone_strike Nikopol -/-/2"]);
}

#[test]
fn a_weapon_after_what_hit_it_is_what_was_hit() {
    check("Українські військові вразили реактивну систему «Град» біля Токмака.", &["strike Tokmak -/-/-"]);
    check("Наши поразили дронами гаубицу под Токмаком.", &["drone_strike Tokmak -/-/-"]);
    check("Склад у Токмаку вразили українські дрони.", &["drone_strike Tokmak -/-/-"]);
}

/// The side that does what the only event of a text tells.
fn side(text: &str) -> Side {
    events(text).first().expect("the text tells of an event").best().initiator.side
}

#[test]
fn who_attacks_is_not_who_repels() {
    let text = "Окупанти провели 13 штурмів поблизу Роботиного, п'ять із них уже відбито.";
    assert_eq!(side(text), Side::Russia);
    assert_eq!(side("Наші воїни відбили штурм поблизу Роботиного."), Side::Russia);
}

#[test]
fn the_enemy_of_whoever_tells_it_does_not_repel_beyond_a_comma() {
    let text = "Наші воїни тримаються. Біля Вербового ворог кинув дві роти, атака захлинулася.";
    assert_eq!(side(text), Side::Russia);
}

#[test]
fn a_blow_that_hurt_nobody_is_a_blow() {
    check("По Золочеву на Харківщині: 3 КАБ, без постраждалих.", &["glide_bomb Zolochiv -/-/-"]);
    check("Удар по Курску без жертв.", &["strike Kursk -/-/-"]);
    check("В Курске под удар никто не попал.", &[]);
}

#[test]
fn missiles_on_a_town_need_no_verb() {
    check("Дві ракети по Запоріжжю.", &["missile_strike Zaporizhzhia -/-/-"]);
    check("Три дрона по Белгороду за ночь.", &["drone_strike Belgorod -/-/-"]);
}

#[test]
fn who_is_driven_out_or_only_tells_of_it_does_not_do_it() {
    assert_eq!(side("Бойцы выбили противника с окраины Работино, заявил Генштаб Украины."), Side::Russia);
    assert_eq!(side("28 разів потіснити наших захисників окупанти пробували біля Роботиного."), Side::Russia);
    assert_eq!(side("У Бериславі внаслідок авіаудару загинув пасічник."), Side::Russia);
    assert_eq!(side("Удар по скупченню живої сили противника в Молочанську."), Side::Ukraine);
    assert_eq!(side("Окупанти не припиняють бити по правому берегу: під вогнем Антонівка."), Side::Russia);
    assert_eq!(side("В Ізюмі двічі чули вибухи: ракетами С-300 росіяни влучили в гуртожиток."), Side::Russia);
    assert_eq!(side("В Горловке при сбросе с дрона ранен подросток, сообщило управление ДНР."), Side::Ukraine);
}

#[test]
fn a_denial_reaches_beyond_its_comma_and_a_word_between_two_beyond_the_second() {
    check("В адміністрації спростували, що по Херсону вдарили ракетами.", &[]);
    check("У міністерстві спростували, що літаки вилітали на перехоплення «шахедів» над Одещиною.", &[]);
    check("Російські війська, ймовірно, кинуть у штурм Авдіївки резерви.", &[]);
}

#[test]
fn people_told_before_the_mine_are_its_own() {
    check("У лікарні помер чоловік, який підірвався на міні поблизу Станіслава.", &["mine Stanislav -/1/-"]);
}

#[test]
fn whom_a_mine_blows_up_is_hurt_unless_dead() {
    check("Біля Снігурівки на міні підірвався тракторист.", &["mine Snihurivka -/-/1"]);
    check("Біля Снігурівки на міні підірвався тракторист. Чоловік помер у лікарні.", &["mine Snihurivka -/1/-"]);
    check("У Снигирёвки мужчина подорвался на мине и погиб.", &["mine Snihurivka -/1/-"]);
}

#[test]
fn a_hospital_in_a_town_is_no_other_place_of_the_blow() {
    let text = "По Нікополю били з артилерії. Двох чоловіків доправили до лікарні у Дніпрі.";
    check(text, &["shelling Nikopol -/-/2"]);
}

#[test]
fn damage_that_partisans_do_is_sabotage_and_what_they_tell_of_is_not() {
    check("Партизани вивели з ладу підстанцію біля Токмака.", &["sabotage Tokmak -/-/-"]);
    check("Партизани повідомили про пошкодження складу в Токмаку.", &["infrastructure_damage Tokmak -/-/-"]);
}

#[test]
fn what_is_told_of_an_axis_does_not_join_the_sentence_before() {
    let text = "Ворог обстріляв Соледар. На Сіверському напрямку удару зазнали 30 сіл. Серед них – Хотінь, Глухів.";
    check(text, &["shelling Soledar -/-/-", "strike Hlukhiv -/-/-", "strike Khotin -/-/-"]);
}

#[test]
fn what_falls_is_no_fall_of_a_city() {
    check("В Белгороде после падения обломков беспилотника загорелся склад.", &["drone_strike Belgorod -/-/-"]);
    check("Після падіння Бахмута вони згадували, як готувались до штурму.", &[]);
}

#[test]
fn whereas_is_no_then() {
    check(
        "Бої точаться біля Юнаківки, тоді як ворог обстріляв Суми.",
        &["clash Yunakivka -/-/-", "shelling Sumy -/-/-"],
    );
}

#[test]
fn another_number_of_attacks_is_told_of_further_places() {
    let text = "Військові відбили 28 атак біля Степового та ще 14 атак поблизу Авдіївки.";
    check(text, &["assault_repelled Avdiivka 14/-/-", "assault_repelled Stepove 28/-/-"]);
    check("У Русской Конопельки бойцы отбили за день три атаки.", &["assault_repelled Russkaya Konopelka 3/-/-"]);
}

#[test]
fn a_couple_and_their_ages_are_two_people() {
    let text = "Під час артобстрілу Куп'янська загинуло подружжя – 69 і 66 років.";
    check(text, &["shelling Kupiansk -/2/-"]);
}

#[test]
fn an_attempt_that_is_not_given_up_is_an_attack() {
    check("Ворог не полишає спроб оволодіти містом Бахмут.", &["ground_assault Bakhmut -/-/-"]);
    check("Противник ходил в контратаку у Русина Яра и откатился.", &["assault_repelled Rusyn Yar 1/-/-"]);
}

#[test]
fn words_of_war_in_everyday_use_tell_of_nothing() {
    check("Попри обстріли, у Нікополі відкрили школу.", &[]);
    check("Президент поручил оказать помощь пострадавшим в Белгороде.", &[]);
    check("Эвакуация из Шебекино не планируется.", &[]);
    check("Удары нанесены по местам сосредоточения резервов у Юнаковки.", &["strike Yunakivka -/-/-"]);
}

#[test]
fn a_label_of_several_places_is_where_the_next_sentence_happens() {
    let text = "м. Вовчанськ, с. Тихе Харківської області. Обстріли з РСЗВ.";
    check(text, &["mlrs_strike Tykhe -/-/-", "mlrs_strike Vovchansk -/-/-"]);
    check("Бахмут і Авдіївка стоять. За добу відбито 30 атак.", &[]);
}

#[test]
fn what_is_carted_away_and_laid_is_no_war() {
    check("Мешканці Рівного вивозили сміття після свята.", &[]);
    check("Из Воронежа вывезли мусор на полигон.", &[]);
    check("Артисты накрыли стол в Херсоне.", &[]);
    check("Из Шебекино вывезли детей.", &["evacuation Shebekino -/-/-"]);
}

#[test]
fn an_accident_is_no_war() {
    check("На Закарпатті через негоду знеструмлено 20 сіл.", &[]);
    check("В Таганроге взорвался газовый баллон, погиб мужчина.", &[]);
    check("У Дніпрі внаслідок ДТП загинули двоє людей.", &[]);
    check(
        "У Голій Пристані через повінь після підриву дамби загинули двоє людей.",
        &["civilian_harm Hola Prystan -/2/-"],
    );
}

#[test]
fn what_is_called_untrue_behind_its_words_is_denied() {
    check("Інформація про захоплення Куп'янська не відповідає дійсності.", &[]);
    check("Сообщения о взятии Купянска являются ложью.", &[]);
    let text = "Ракета попала в склад в Павлограде, информация о пострадавших не подтвердилась.";
    check(text, &["missile_strike Pavlohrad -/-/-"]);
}

#[test]
fn four_bombs_are_no_people() {
    let text = "Внаслідок скидання чотирьох КАБів на Костянтинівку загинули троє людей.";
    check(text, &["glide_bomb Kostiantynivka -/3/-"]);
}

#[test]
fn whose_thing_is_destroyed_does_not_destroy_it() {
    assert_eq!(side("Российские войска уничтожили украинский склад боеприпасов под Авдеевкой."), Side::Russia);
    assert_eq!(side("Артиллерия ВСУ уничтожила российский полевой склад в Кременной."), Side::Ukraine);
    assert_eq!(side("На Луганщині вибухнув російський склад боєприпасів."), Side::Ukraine);
    assert_eq!(side("У Мелітополі вибухнув склад з боєприпасами росіян."), Side::Ukraine);
    assert_eq!(side("Чиновник сообщил об уничтожении склада боеприпасов ВСУ в Харькове."), Side::Russia);
    assert_eq!(side("На Донеччині морпіхи знищили до 15 окупантів і ворожий склад із боєприпасами."), Side::Ukraine);
    assert_eq!(side("У Криму вразили базу, яка є ключовим аеродромом авіації РФ."), Side::Ukraine);
}

#[test]
fn those_to_whom_it_happens_do_not_do_it() {
    assert_eq!(side("У российской армии минус девять самолетов после ударов по базе в Саках."), Side::Ukraine);
    assert_eq!(side("ЗСУ влаштували окупантам спекотну ніч: у Токмаку знищено склади з боєприпасами."), Side::Ukraine);
}

#[test]
fn who_stands_behind_a_blow_deals_it() {
    let text = "Окупанти змінюють тактику, успішна атака ЗСУ на аеродром у Джанкої.";
    assert_eq!(side(text), Side::Ukraine);
    assert_eq!(side("Росіяни тікають з порту після ракетного удару ЗСУ по Бердянську."), Side::Ukraine);
    assert_eq!(side("Удар по заводу в Рязані завдано дронами СБУ."), Side::Ukraine);
    // Explosions belong to nobody, though the words behind them tell who went away.
    assert_eq!(side("Після вибухів у Мелітополі росіяни вивезли техніку."), Side::Ukraine);
}

#[test]
fn ground_is_held_by_whoever_the_words_name() {
    assert_eq!(side("В подконтрольной ВСУ части Херсонской области поврежден порт."), Side::Russia);
}

#[test]
fn a_grouping_is_not_the_city_it_is_named_after() {
    check("Группировка «Днепр» уничтожила склад боеприпасов ВСУ.", &[]);
    check("В ОТУ «Харків» розповіли про бої у Вовчанську.", &["clash Vovchansk -/-/-"]);
}

#[test]
fn a_blow_on_the_part_of_a_side_is_its_own() {
    assert_eq!(side("Пологи обесточены в результате обстрела со стороны ВСУ."), Side::Ukraine);
    assert_eq!(side("У результаті авіаударів з боку окупантів у Житомирі горить нафтобаза."), Side::Russia);
    assert_eq!(side("Нанесен удар по гаражам с российской техникой в Кадиевке."), Side::Ukraine);
}

#[test]
fn an_age_tells_of_one_person_and_counts_none() {
    check("В Шебекино дрон атаковал трактор, механизатору 1970 г.р. посекло руки.", &["drone_strike Shebekino -/-/1"]);
    check("В Горловке ранены кассир (45 лет) и её дочь.", &["civilian_harm Horlivka -/-/2"]);
    check(
        "У Херсоні через обстріл порізи склом дістали продавчиня, 25 років, і сторож, якому 61.",
        &["shelling Kherson -/-/2"],
    );
    check("Двое жителей Херсона, 45 и 50 лет, погибли.", &["civilian_harm Kherson -/2/-"]);
}

#[test]
fn single_persons_in_a_list_are_added_up() {
    check(
        "Через атаку дрона у Нікополі зазнали поранень листоноша, медсестра та школяр.",
        &["drone_strike Nikopol -/-/3"],
    );
    check("У лікарні померла жінка, поранена вчора через удар дрона по Нікополю.", &["drone_strike Nikopol -/1/-"]);
}

#[test]
fn the_exacter_weapon_names_the_strike() {
    check("Авіація противника завдала удару керованими бомбами по Оріхову.", &["glide_bomb Orikhiv -/-/-"]);
    check("Морські дрони вразили корабель поблизу Феодосії.", &["naval_strike Feodosiia -/-/-"]);
    check("Над Крымом уничтожены три ракеты ATACMS.", &["air_defence Autonomous Republic of Crimea -/-/-"]);
}

#[test]
fn a_recollection_that_names_a_late_day_tells_of_it() {
    check("Нагадаємо, 20 травня росіяни вдарили по Нікополю, двоє загиблих.", &["strike Nikopol -/2/-"]);
    check("Нагадаємо, у березні 2022 року через авіаудар в Ізюмі загинули понад 50 людей.", &[]);
    check("Напомним, противник не раз обстреливал Шебекино.", &[]);
}

#[test]
fn who_only_speaks_or_stands_behind_a_mark_does_not_strike() {
    assert_eq!(side("Загарбники вранці у четвер заявили про атаку дронів на порт Бердянська."), Side::Ukraine);
    assert_eq!(side("Поблизу Севастополя вибухнув російський склад боєприпасів – ГУР."), Side::Ukraine);
    assert_eq!(side("США о взрывах на аэродроме в Саках: поддерживаем усилия Украины."), Side::Ukraine);
    assert_eq!(side("Сили оборони знищили склад боєприпасів ворога на Донеччині."), Side::Ukraine);
    assert_eq!(side("Потужна детонація: ЗСУ знищили склад із боєприпасами на Донеччині."), Side::Ukraine);
    assert_eq!(side("Росіяни, повідомили в ОВА, обстріляли Нікополь."), Side::Russia);
}

#[test]
fn words_that_accidents_wounds_and_air_defence_share_with_other_things_mislead_nobody() {
    check("Дрон «Молния» ударил по Шебекино, ранен мужчина.", &["drone_strike Shebekino -/-/1"]);
    check("Через удар по лікарні інфекційних хвороб у Херсоні поранено двох людей.", &["strike Kherson -/-/2"]);
    check("Трактор подорвался на мине под Изюмом.", &["mine Izium -/-/-"]);
    check("Через обстріл у Нікополі відірвало дах будинку.", &["shelling Nikopol -/-/-"]);
    check("Уничтожены три пусковые установки ракет под Купянском.", &["infrastructure_damage Kupiansk -/-/-"]);
    check("Безпілотники вразили корабель у Севастополі.", &["drone_strike Sevastopol -/-/-"]);
    check("Жителі Харкова вибрали 40 людей до міської ради.", &[]);
    check("На місце в Харкові виїхали рятувальники, врятовано три людини.", &[]);
    check("У Львові не стало відомого лікаря.", &[]);
}
