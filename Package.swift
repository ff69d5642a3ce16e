// swift-tools-version: 6.2
import PackageDescription

// MARK: C libraries, each a module map over a Debian package

func c(_ name: String, _ pkgConfig: String, _ package: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

let libraries: [Target] = [
  c("CTurboJPEG", "libturbojpeg", "libturbojpeg0-dev"),
  c("CPNG", "libpng16", "libpng-dev"),
  c("CHEIF", "libheif", "libheif-dev"),
  c("CWebP", "libwebp", "libwebp-dev"),
  c("CJXL", "libjxl", "libjxl-dev"),
  c("CRaw", "libraw_r", "libraw-dev"),
  c("CLeptonica", "lept", "libleptonica-dev"),
  c("CArchive", "libarchive", "libarchive-dev"),
  c("CPoppler", "poppler-glib", "libpoppler-glib-dev"),
  c("CMime", "gmime-3.0", "libgmime-3.0-dev"),
  c("CTesseract", "tesseract", "libtesseract-dev"),
  c("CZlib", "zlib", "zlib1g-dev"),
  c("CPango", "pangocairo", "libpango1.0-dev"),
  c("CSeccomp", "libseccomp", "libseccomp-dev"),
  c("CSystemd", "libsystemd", "libsystemd-dev"),
]

// MARK: Targets

let settings: [SwiftSetting] = [
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func stage(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(name: name + "Tests", dependencies: dependencies, swiftSettings: settings)
}

let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let sqlite = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
/// SQLite's own calls, for what GRDB does not wrap.
let sqliteCalls = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yaml = Target.Dependency.product(name: "Yams", package: "Yams")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let toml = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

/// What flows between the stages.
let values: [Target] = [
  stage("Pixels", []),
  stage("Evidence", ["Pixels"]),
]

/// The stages, in the order in which a photo meets them.
let stages: [Target] = [
  stage("Discovering", ["Pixels", "Evidence"]),
  stage(
    "Unpacking",
    ["Evidence", "CArchive", "CPoppler", "CMime", "CZlib", crypto, cryptoExtras, sqlite, sqliteCalls]),
  stage(
    "Decoding",
    ["Pixels", "Evidence", "CTurboJPEG", "CPNG", "CHEIF", "CWebP", "CJXL", "CRaw", "CLeptonica"]),
  stage("Looking", ["Pixels", "Evidence"]),
  stage("Reading", ["Pixels", "Evidence", "CTesseract"]),
  stage("Matching", ["Evidence", yaml]),
  stage("Judging", ["Pixels", "Evidence"]),
  stage("Remembering", ["Pixels", "Evidence", sqlite]),
  stage("Reporting", ["Pixels", "Evidence"]),
  stage("Responding", ["Evidence", "Isolating", "CSystemd", crypto]),
]

/// What draws the samples and measures the whole.
let workshop: [Target] = [
  stage("Drawing", ["Pixels", "Evidence", "CPango", "CTurboJPEG", "CPNG", "CHEIF", "CWebP"]),
  stage("Measuring", ["Pixels", "Evidence", "Isolating"]),
]

/// Other programs started, a process with few rights, and what passes between it and its parent.
let walls = stage("Isolating", ["CSeccomp"])

let driver = stage(
  "Pipeline",
  [
    "Pixels", "Evidence", "Discovering", "Unpacking", "Decoding", "Looking", "Reading", "Matching", "Judging",
    "Remembering", "Drawing", "Isolating", crypto,
  ])

let command = Target.executableTarget(
  name: "vermilion",
  dependencies: [
    "Pixels", "Evidence", "Discovering", "Unpacking", "Isolating", "Pipeline", "Remembering", "Reporting",
    "Responding", "Measuring", "Drawing", arguments, logging, toml,
  ],
  swiftSettings: settings)

/// A worker process that fails on demand.
let faults = Target.executableTarget(
  name: "faulty-worker", dependencies: ["Pipeline", "Isolating", "Evidence"], path: "Tests/FaultyWorker",
  swiftSettings: settings)

/// Feeds readers with changed files: Tests/fuzz.
let fuzzer = Target.executableTarget(
  name: "fuzz",
  dependencies: ["Decoding", "Discovering", "Evidence", "Isolating", "Matching", "Pipeline", "Unpacking"],
  path: "Tests/Fuzzing", swiftSettings: settings)

let trials: [Target] = [
  faults, fuzzer,
  tests("Pixels", ["Pixels"]),
  tests("Evidence", ["Evidence"]),
  tests("Discovering", ["Discovering"]),
  tests(
    "Unpacking",
    [
      "Unpacking", "Evidence", "Pixels", "Decoding", "Drawing", "CArchive", "CZlib", crypto, cryptoExtras,
      sqlite,
    ]),
  tests(
    "Decoding",
    [
      "Decoding", "Pixels", "Evidence", "CTurboJPEG", "CPNG", "CHEIF", "CWebP", "CJXL", "CLeptonica",
    ]),
  tests("Looking", ["Looking", "Drawing", "Pixels", "Evidence"]),
  tests("Reading", ["Reading", "Drawing", "Pixels", "Evidence"]),
  tests("Matching", ["Matching"]),
  tests("Judging", ["Judging", "Matching"]),
  tests("Remembering", ["Remembering", sqlite]),
  tests("Reporting", ["Reporting"]),
  tests("Responding", ["Responding", "Evidence"]),
  tests("Drawing", ["Drawing"]),
  tests("Measuring", ["Measuring", "Pixels", "Evidence"]),
  tests("Isolating", ["Isolating"]),
  tests("Pipeline", ["Pipeline", "Unpacking", "Isolating", "Drawing", "faulty-worker", crypto]),
  tests("Command", ["vermilion", "Drawing"]),
]

let package = Package(
  name: "vermilion",
  products: [.executable(name: "vermilion", targets: ["vermilion"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: libraries + values + stages + workshop + [walls, driver, command] + trials
)
