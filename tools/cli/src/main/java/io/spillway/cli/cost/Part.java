package io.spillway.cli.cost;

/** A part of the bill. */
enum Part {
  EXECUTIONS("executions", "Functions: executions", "executions"),
  MEMORY("memory", "Functions: memory and time", "GB-s"),
  REQUEST_UNITS("requestUnits", "Cosmos DB: requests", "RU"),
  STORAGE("storage", "Cosmos DB: storage", "GB"),
  OPERATIONS("operations", "Storage: queues, workflows", "operations"),
  TOKENS_IN("tokensIn", "Gemini: what it reads", "tokens"),
  TOKENS_OUT("tokensOut", "Gemini: what it answers", "tokens"),
  LOGS("logs", "Log Analytics: logs", "GB");

  private final String code;
  private final String title;
  private final String unit;

  Part(String code, String title, String unit) {
    this.code = code;
    this.title = title;
    this.unit = unit;
  }

  /** Whether Google bills it. */
  boolean isGemini() {
    return this == TOKENS_IN || this == TOKENS_OUT;
  }

  /** Whether Azure bills it, and so a budget there watches it. */
  boolean isAzure() {
    return !isGemini();
  }

  /** Its name in files. */
  String code() {
    return code;
  }

  /** Its name for people. */
  String title() {
    return title;
  }

  /** What is counted. */
  String unit() {
    return unit;
  }

  /**
   * @throws IllegalArgumentException when no part has this name
   */
  static Part of(String code) {
    for (Part part : values()) {
      if (part.code.equals(code)) {
        return part;
      }
    }
    throw new IllegalArgumentException("there is no part '" + code + "'");
  }
}
