package lectern.simulator.openai;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Tests that have a simulator each, with which nothing goes wrong.
abstract class Rigged {
  protected Rig rig;

  @BeforeEach
  void start() throws Exception {
    rig = Rig.start();
  }

  @AfterEach
  void stop() {
    rig.close();
  }
}
