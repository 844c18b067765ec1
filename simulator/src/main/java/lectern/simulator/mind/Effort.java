package lectern.simulator.mind;

/// How much a reasoning model thinks before it answers.
public enum Effort {
  NONE(0),
  MINIMAL(0),
  LOW(64),
  MEDIUM(192),
  HIGH(640),
  XHIGH(1_280),
  MAX(2_560);

  // Reasoning tokens are reported in multiples of 64 by the real models (contract section 3.2 has
  // an example); the typical numbers above are plausible, not measured.
  private static final int STEP = 64;

  private final int typicalTokens;

  Effort(int typicalTokens) {
    this.typicalTokens = typicalTokens;
  }

  /// How many tokens it thinks about that question: half to one and a half times what is typical,
  /// always the same for the same question.
  int tokensFor(String question) {
    var percent = 50 + Math.floorMod(question.hashCode(), 101);
    return Math.ceilDiv(typicalTokens * percent / 100, STEP) * STEP;
  }
}
