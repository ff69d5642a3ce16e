/// Sentences in a European language, put together from parts; names are invented.
package struct LatinWords: Sendable {
  var subjects: [String]
  var verbs: [String]
  var objects: [String]
  var tails: [String]

  func sentence(_ dice: inout Dice) -> String {
    var text = dice.pick(subjects) + " " + dice.pick(verbs) + " " + dice.pick(objects)
    if dice.chance(0.6) { text += " " + dice.pick(tails) }
    return text + "."
  }

  func paragraph(_ sentences: Int, _ dice: inout Dice) -> String {
    (0..<sentences).map { _ in sentence(&dice) }.joined(separator: " ")
  }

  static func english(_ part: SamplePart) -> LatinWords {
    part == .tuning
      ? LatinWords(
        subjects: [
          "The regional office", "Our liaison team", "The Harrowgate depot", "A second convoy",
          "The survey party",
          "The Marston committee", "Each duty officer", "The signals branch", "The northern station",
          "The contractor",
        ],
        verbs: [
          "has completed", "will review", "reported", "requested", "is preparing", "could not confirm",
          "has postponed",
        ],
        objects: [
          "the quarterly inventory", "an inspection of the eastern warehouse",
          "the revised movement schedule",
          "two shipments of spare parts", "the outline of the training programme",
          "all entries in the visitor log",
          "a change of the radio plan", "the estimate for the coming year",
        ],
        tails: [
          "before the end of the month", "without further delay", "pending approval by the board",
          "as agreed at the last meeting", "despite poor weather in the valley", "and will report by Friday",
        ])
      : LatinWords(
        subjects: [
          "The district bureau", "The field team", "The Ellerby annex", "The third column",
          "The mapping unit",
          "The Thornwick panel", "The watch keeper", "The supply branch", "The coastal post", "The vendor",
        ],
        verbs: [
          "has delivered", "intends to examine", "recorded", "asked for", "is drafting",
          "was unable to verify", "has deferred",
        ],
        objects: [
          "the annual stocktaking", "an audit of the western stores", "the amended timetable",
          "three crates of instruments", "the syllabus for new staff", "every line of the gate register",
          "an update of the call signs", "the budget for the next period",
        ],
        tails: [
          "by the close of the quarter", "at the earliest date", "subject to review by the council",
          "as noted in the previous letter", "in spite of heavy traffic", "and expects an answer on Monday",
        ])
  }

  static func german(_ part: SamplePart) -> LatinWords {
    part == .tuning
      ? LatinWords(
        subjects: [
          "Die Dienststelle", "Das Referat", "Der Arbeitsstab", "Die Außenstelle Rehfelden", "Das Lager Nord",
        ],
        verbs: ["prüft derzeit", "übersendet", "bestätigt", "erbittet", "meldet"],
        objects: [
          "die Bestandsliste des Vorjahres", "den Entwurf der Dienstanweisung",
          "eine Übersicht der Fahrzeuge",
          "den Ablauf der Übung", "die Termine für die Schulung",
        ],
        tails: [
          "bis zum Monatsende", "nach Rücksprache mit der Leitung", "ohne weitere Änderungen",
          "für das kommende Jahr",
        ])
      : LatinWords(
        subjects: [
          "Die Behörde", "Die Abteilung Z", "Der Fachausschuss", "Die Zweigstelle Ulmenau", "Das Depot Süd",
        ],
        verbs: ["erstellt zurzeit", "erhielt", "überarbeitet", "beantragt", "vermerkt"],
        objects: [
          "das Verzeichnis der Geräte", "die Fassung der Hausordnung", "einen Bericht zur Lagerung",
          "den Plan für die Wartung", "die Kosten der Instandsetzung",
        ],
        tails: [
          "im laufenden Quartal", "gemäß der letzten Besprechung", "mit geringem Aufwand",
          "für beide Standorte",
        ])
  }

  static func french(_ part: SamplePart) -> LatinWords {
    part == .tuning
      ? LatinWords(
        subjects: [
          "Le bureau régional", "La section technique", "Le dépôt de Valcombe", "L’équipe de liaison",
          "Le comité",
        ],
        verbs: ["a transmis", "doit vérifier", "confirme", "demande", "prépare"],
        objects: [
          "l’inventaire des matériels", "le calendrier des exercices", "la note de service",
          "le relevé des véhicules",
          "le projet de budget",
        ],
        tails: [
          "avant la fin du mois", "après accord de la direction", "sans autre modification",
          "pour l’année à venir",
        ])
      : LatinWords(
        subjects: [
          "La direction locale", "Le service des archives", "L’antenne de Montbrel", "Le groupe d’étude",
          "La mission",
        ],
        verbs: ["a reçu", "souhaite examiner", "signale", "propose", "rédige"],
        objects: [
          "la liste des équipements", "le programme de formation", "le compte rendu de visite",
          "l’état des stocks",
          "la demande de crédits",
        ],
        tails: [
          "au cours du trimestre", "selon la réunion précédente", "dans les meilleurs délais",
          "pour les deux sites",
        ])
  }

  static func russian(_ part: SamplePart) -> LatinWords {
    part == .tuning
      ? LatinWords(
        subjects: ["Отдел снабжения", "Управление связи", "Комиссия", "Склад № 4", "Начальник участка"],
        verbs: ["направляет", "проверил", "просит представить", "подготовил", "уточняет"],
        objects: [
          "сведения о наличии имущества", "план проведения учений", "график дежурств", "ведомость техники",
          "проект приказа",
        ],
        tails: ["до конца месяца", "по согласованию с руководством", "без изменений", "на следующий год"])
      : LatinWords(
        subjects: ["Служба учёта", "Областное бюро", "Рабочая группа", "База хранения", "Дежурный по части"],
        verbs: ["получила", "рассматривает", "докладывает про", "утвердила", "готовит"],
        objects: [
          "перечень оборудования", "расписание занятий", "отчёт о перевозках", "смету расходов",
          "схему размещения",
        ],
        tails: ["в текущем квартале", "согласно протоколу", "в кратчайший срок", "для обоих объектов"])
  }

  static func of(_ language: String, _ part: SamplePart) -> LatinWords {
    switch language {
    case "de": german(part)
    case "fr": french(part)
    case "ru": russian(part)
    default: english(part)
    }
  }

  static func agencies(_ part: SamplePart) -> [String] {
    part == .tuning
      ? [
        "Bureau of Coastal Studies", "Office of Regional Planning", "Harrowgate Survey Agency",
        "Department of Inland Works",
      ]
      : [
        "Directorate of Field Records", "Ellerby Research Office", "Agency for Harbour Affairs",
        "Thornwick Institute",
      ]
  }
}
