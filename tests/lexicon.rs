//! What the words of each language are taken to mean, on sentences of our own.

use frontline::lexicon::{Lexicon, Sense};
use frontline::model::Language;

/// The first trigger of a sentence that is no mere effect, an exact one before a weak one; of several that begin
/// together the longest.
fn first_trigger(lexicon: &Lexicon, sentence: &str) -> Option<&'static str> {
    let marked = lexicon.mark(sentence);
    let marks = marked.marks(0..marked.tokens.len()).iter();
    let triggers = marks.filter_map(|mark| match mark.sense {
        Sense::Trigger(number) => Some((mark, lexicon.trigger(number))),
        _ => None,
    });
    let first = triggers
        .filter(|(_, trigger)| !trigger.effect)
        .min_by_key(|(mark, trigger)| (trigger.weak, mark.start, usize::MAX - mark.end));
    first.map(|(_, trigger)| trigger.event_type.code())
}

fn check(language: Language, expected: &[(&str, &str)]) {
    let lexicon = Lexicon::embedded(language);
    let wrong: Vec<_> = expected
        .iter()
        .map(|(sentence, code)| (*sentence, *code, first_trigger(&lexicon, sentence).unwrap_or("none")))
        .filter(|(_, code, found)| code != found)
        .collect();
    assert!(wrong.is_empty(), "sentence, expected, found: {wrong:#?}");
}

/// Whether these very words of a sentence carry the sense.
fn check_sense(language: Language, sense: Sense, expected: &[(&str, &str, bool)]) {
    let lexicon = Lexicon::embedded(language);
    for (sentence, words, is_there) in expected {
        let marked = lexicon.mark(sentence);
        let found = marked
            .marks(0..marked.tokens.len())
            .iter()
            .any(|mark| mark.sense == sense && &sentence[marked.tokens.span(mark.start..mark.end).range()] == *words);
        assert_eq!(found, *is_there, "{words:?} in {sentence:?}");
    }
}

#[test]
fn ukrainian_words_tell_what_happened() {
    check(
        Language::Ukrainian,
        &[
            ("На Лиманському напрямку наші воїни відбили сім атак поблизу Тернів.", "assault_repelled"),
            ("Усі дев'ять спроб наступу було відбито.", "assault_repelled"),
            ("Захисники стримують натиск ворога біля Торського.", "assault_repelled"),
            ("Противник намагався витіснити наші підрозділи з позицій під Роботиним.", "ground_assault"),
            ("Загарбники вели наступальні дії в районі Спірного.", "ground_assault"),
            ("Окупанти здійснили чотири атаки в бік Яблунівки.", "ground_assault"),
            ("Тривають бої за північну околицю міста.", "clash"),
            ("За добу зафіксовано 63 бойові зіткнення.", "clash"),
            ("Українські військові звільнили Урожайне.", "capture"),
            ("Село взяли під контроль уранці.", "capture"),
            ("Російські війська просунулися біля Лозуватського.", "advance"),
            ("Наші підрозділи відійшли на підготовлені рубежі.", "withdrawal"),
            ("Озброєна група перетнула кордон у Грайворонському районі.", "incursion"),
            ("Ворожа ДРГ діяла біля Сеньківки.", "sabotage"),
            ("Армія РФ ударила по Конотопу.", "strike"),
            ("У Миколаєві пролунали вибухи.", "strike"),
            ("Артилерійських і мінометних обстрілів зазнали Двурічна та Тополі.", "shelling"),
            ("Ворог завдав авіаударів по Малій Токмачці.", "air_strike"),
            ("На Нікополь скинули дві керовані авіабомби.", "glide_bomb"),
            ("Увечері КАБ упав поруч зі школою.", "glide_bomb"),
            ("Вночі росіяни завдали ракетного удару по Одесі.", "missile_strike"),
            ("Ворог випустив чотири ракети по Харкову.", "missile_strike"),
            ("З РСЗВ «Град» накрили Степногірськ.", "mlrs_strike"),
            ("По автомобілю вдарили дроном.", "drone_strike"),
            ("FPV-дрон влучив у дах будинку.", "drone_strike"),
            ("Тракторист підірвався на міні під Снігурівкою.", "mine"),
            ("Сили ППО знищили дев'ять шахедів.", "air_defence"),
            ("Над областю збито три ракети.", "air_defence"),
            ("З громади евакуювали сорок мешканців.", "evacuation"),
            ("Ворог перекидає резерви під Вугледар.", "movement"),
            ("Ворог спробував наступати біля Масютівки.", "ground_assault"),
            ("На дах школи впали уламки.", "drone_strike"),
            ("З прикордонних сіл переселили сорок родин.", "evacuation"),
            ("Наступ спинено біля Масютівки.", "assault_repelled"),
            ("Оборонці не пустили ворога до траси.", "assault_repelled"),
            ("Потіснити наших захисників намагалися під Роботиним.", "ground_assault"),
            ("Ворог полишив Снігурівку.", "withdrawal"),
            ("Біля ринку впала міна.", "shelling"),
            ("Автобус наздогнав дрон.", "drone_strike"),
            ("Вантажівка врізалася у стовп.", "none"),
            ("Загін пробрався в тил.", "sabotage"),
            ("Мешканці отримали гуманітарну допомогу.", "none"),
            ("Танкер зайшов у порт, збитки рахують.", "none"),
        ],
    );
}

#[test]
fn russian_words_tell_what_happened() {
    check(
        Language::Russian,
        &[
            ("Отражены две атаки противника в районе Макеевки.", "assault_repelled"),
            ("Наши защитники отбили восемь штурмов возле Марьинки.", "assault_repelled"),
            ("Сорвано наступление у Вербового.", "assault_repelled"),
            ("Враг пытался прорвать оборону под Часовым Яром.", "ground_assault"),
            ("Противник ведет штурмовые действия на западе посёлка.", "ground_assault"),
            ("Продолжаются бои на окраинах Селидова.", "clash"),
            ("За сутки произошло 40 боевых столкновений.", "clash"),
            ("Освобождён населённый пункт Работино.", "capture"),
            ("Посёлок взят под контроль подразделениями группировки.", "capture"),
            ("Войска продвинулись на два километра к северу.", "advance"),
            ("Подразделения улучшили тактическое положение.", "advance"),
            ("Военные отошли на запасные позиции.", "withdrawal"),
            ("Вооружённые люди зашли на территорию Шебекинского округа.", "incursion"),
            ("Уничтожена диверсионная группа у села Вязовое.", "sabotage"),
            ("Под удар попали три села.", "strike"),
            ("Нанесено поражение живой силе у Терновой.", "strike"),
            ("Под обстрел попало село Нехотеевка.", "shelling"),
            ("Минометному огню подвергся Муром.", "shelling"),
            ("Авиация нанесла авиаудар по складу.", "air_strike"),
            ("На посёлок сброшена управляемая авиабомба.", "glide_bomb"),
            ("Нанесён групповой удар высокоточным оружием по аэродрому.", "missile_strike"),
            ("Ночью войска ударили ракетами по порту.", "missile_strike"),
            ("По городу ударили из РСЗО.", "mlrs_strike"),
            ("Дрон атаковал легковой автомобиль на дороге.", "drone_strike"),
            ("В результате сброса с беспилотника повреждён дом.", "drone_strike"),
            ("Грузовик подорвался на мине.", "mine"),
            ("ПВО сбила пять воздушных целей над Курском.", "air_defence"),
            ("Уничтожены 12 украинских беспилотников.", "air_defence"),
            ("Жителей приграничья эвакуировали в областной центр.", "evacuation"),
            ("Украина перебрасывает резервы под Купянск.", "movement"),
            ("Войска предприняли 12 атак у Соледара.", "ground_assault"),
            ("Из приграничных сёл отселили сорок семей.", "evacuation"),
            ("На обочине сработало взрывное устройство.", "mine"),
            ("Наши устояли под посёлком.", "assault_repelled"),
            ("Колонна разгромлена на подходе.", "assault_repelled"),
            ("Вечером полезли ещё раз.", "ground_assault"),
            ("Цены полезли вверх.", "none"),
            ("Враг покинул Снигирёвку.", "withdrawal"),
            ("Отчитались о занятии станции.", "capture"),
            ("По центру прилетают мины.", "shelling"),
            ("Скорую настиг дрон.", "drone_strike"),
            ("Грузовик врезался в автобус.", "none"),
            ("Подорвана машина чиновника.", "sabotage"),
            ("Глава района провёл приём граждан.", "none"),
            ("Окружной суд отложил заседание.", "none"),
        ],
    );
}

#[test]
fn english_words_tell_what_happened() {
    check(
        Language::English,
        &[
            ("Our soldiers repelled nine assaults near Terny.", "assault_repelled"),
            ("The enemy tried to break through at Robotyne.", "ground_assault"),
            ("Fighting goes on for the northern outskirts.", "clash"),
            ("Ukrainian troops liberated Urozhaine.", "capture"),
            ("Russian forces advanced near Lozuvatske.", "advance"),
            ("The brigade withdrew from its positions.", "withdrawal"),
            ("Armed men crossed the border into Belgorod region.", "incursion"),
            ("Saboteurs were seen near Senkivka.", "sabotage"),
            ("The army struck Konotop at noon.", "strike"),
            ("The village was shelled for an hour.", "shelling"),
            ("Russia carried out an airstrike on Mala Tokmachka.", "air_strike"),
            ("Two guided bombs fell on the village.", "glide_bomb"),
            ("A missile strike on the port wounded two.", "missile_strike"),
            ("A drone hit a car on the road.", "drone_strike"),
            ("A driver stepped on a mine.", "mine"),
            ("Air defence downed nine drones over the region.", "air_defence"),
            ("Forty people were evacuated.", "evacuation"),
            ("The attackers were driven back from the river.", "assault_repelled"),
            ("The village fell to Russian forces.", "capture"),
            ("The brigade gained a foothold on the left bank.", "advance"),
            ("Shells landed in Hudove.", "shelling"),
            ("Five villages came under fire.", "shelling"),
            ("Families were moved to safety.", "evacuation"),
            ("Residents received humanitarian aid.", "none"),
        ],
    );
}

#[test]
fn an_attack_without_success_is_marked_failed() {
    check_sense(
        Language::Ukrainian,
        Sense::Failed,
        &[
            ("Ворог здійснив 5 безуспішних атак.", "безуспішних", true),
            ("Наступав на Невельське, успіху не мав.", "успіху не мав", true),
            ("Зазнав втрат, відійшов.", "Зазнав втрат, відійшов", true),
        ],
    );
    check_sense(
        Language::Russian,
        Sense::Failed,
        &[
            ("Враг наступал, успеха не имел, отошёл.", "успеха не имел, отошёл", true),
            ("Атаки были безуспешными.", "безуспешными", true),
        ],
    );
}

#[test]
fn that_nobody_was_hurt_does_not_negate_the_shelling() {
    check_sense(
        Language::Ukrainian,
        Sense::Negated,
        &[
            ("Обстріляли Глухів, без постраждалих.", "без", false),
            ("Протягом ночі обстрілів не було.", "обстрілів не було", true),
        ],
    );
    check_sense(
        Language::Russian,
        Sense::Negated,
        &[
            ("Обстрел Суджи, пострадавших нет.", "нет", false),
            ("За ночь обстрелов не зафиксировано.", "обстрелов не зафиксировано", true),
        ],
    );
}

#[test]
fn losses_of_a_side_and_totals_of_the_war_are_statistics() {
    check_sense(
        Language::Russian,
        Sense::Statistic,
        &[("Потери ВСУ составили до 90 военнослужащих.", "Потери ВСУ", true)],
    );
    check_sense(
        Language::Ukrainian,
        Sense::Statistic,
        &[("З початку повномасштабного вторгнення знищено мости.", "З початку повномасштабного вторгнення", true)],
    );
}

#[test]
fn towns_of_the_front_stay_places_however_common_the_word() {
    check_sense(
        Language::Ukrainian,
        Sense::NotPlace,
        &[
            ("Щастя під обстрілом.", "Щастя", false),
            ("Піски зазнали удару.", "Піски", false),
            ("Зокрема, був удар.", "Зокрема", true),
        ],
    );
    check_sense(
        Language::Russian,
        Sense::NotPlace,
        &[("Победа освобождена.", "Победа", false), ("Также сбит дрон.", "Также", true)],
    );
}
