import GRDB

/// The ledger's tables, version by version. A version that was ever released is not touched again: what
/// changes comes as another one below.
///
/// Of a photo's text the mark alone is kept. Lines as they were read are not: a ledger is to say where the
/// secrets are no more than it must.
let schema: DatabaseMigrator = {
  var migrator = DatabaseMigrator()
  migrator.registerMigration("1") { database in
    try database.execute(
      sql: """
        -- A state of program, rules and models.
        CREATE TABLE judge (
          id INTEGER PRIMARY KEY,
          version TEXT NOT NULL UNIQUE,
          since INTEGER NOT NULL  -- all times are seconds since 1970
        ) STRICT;

        -- What a judge said of a content.
        CREATE TABLE judgement (
          sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
          judge INTEGER NOT NULL REFERENCES judge,
          judgedAt INTEGER NOT NULL,
          verdict TEXT NOT NULL,
          reason TEXT,
          detail TEXT,
          level TEXT,
          regime TEXT,
          severity TEXT,
          mark TEXT,
          released INTEGER NOT NULL,
          confidence REAL NOT NULL,
          grounds TEXT NOT NULL,  -- JSON: rule, place and confidence of what speaks for it
          quad TEXT,              -- x,y;x,y;x,y;x,y in pixels
          page INTEGER,
          width INTEGER,
          height INTEGER,
          seconds REAL NOT NULL,
          stage TEXT NOT NULL,    -- the last one it reached
          PRIMARY KEY (sha256, judge)
        ) STRICT, WITHOUT ROWID;

        -- Where a content lay when it was read, and what the file looked like before.
        CREATE TABLE file (
          path BLOB PRIMARY KEY,  -- absolute; bytes, since a name need not be UTF-8
          sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
          size INTEGER,           -- these are null for a photo inside of another file
          modified INTEGER,       -- in nanoseconds
          changed INTEGER,        -- in nanoseconds
          inode INTEGER,
          seenAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX fileByContent ON file (sha256);

        -- What was done because of a finding.
        CREATE TABLE deed (
          id INTEGER PRIMARY KEY,
          path BLOB NOT NULL,
          sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
          what TEXT NOT NULL,
          at INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX deedByContent ON deed (sha256);

        -- What its owner decided about a content.
        CREATE TABLE decision (
          sha256 BLOB PRIMARY KEY CHECK (length(sha256) = 32),
          what TEXT NOT NULL,
          at INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        """)
  }
  return migrator
}()

/// Marks a database as ours (SQLite's `application_id`): "VRML" in ASCII.
let applicationID: Int32 = 0x5652_4D4C
