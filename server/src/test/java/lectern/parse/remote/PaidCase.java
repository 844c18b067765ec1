package lectern.parse.remote;

import lectern.document.Document;
import lectern.parse.Parsing;
import lectern.parse.remote.PaidBench.Taken;
import lectern.store.Database;
import lectern.store.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// Tests of who reads a document, and what that costs: each has a document of its own, and all of a
/// class have one database.
abstract class PaidCase {
  static final String NO_TROUBLE = "faults: []";
  static final Parsing FIVE_PAGES = new Parsing.Parsed(5, 0);
  private static Database database;

  final Document document = PaidBench.document();
  final Taken taken = new Taken();

  PaidCase() throws Exception {}

  @BeforeAll
  static void open() throws Exception {
    database = TestDatabase.fresh();
  }

  @AfterAll
  static void close() {
    database.close();
  }

  static PaidBench bench(String plan) throws Exception {
    return new PaidBench(database, plan);
  }
}
