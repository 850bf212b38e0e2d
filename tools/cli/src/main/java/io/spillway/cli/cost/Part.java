package io.spillway.cli.cost;

/** Part of the bill. */
enum Part {
  EXECUTIONS("executions", "Functions: executions", "executions"),
  MEMORY("memory", "Functions: memory and time", "GB-s"),
  REQUEST_UNITS("requestUnits", "Cosmos DB: requests", "RU"),
  STORAGE("storage", "Cosmos DB: storage", "GB"),
  OPERATIONS("operations", "Storage: queues, workflows", "operations"),
  TOKENS_IN("tokensIn", "Gemini: input", "tokens"),
  TOKENS_OUT("tokensOut", "Gemini: output", "tokens"),
  LOGS("logs", "Log Analytics: logs", "GB");

  private final String code;
  private final String title;
  private final String unit;

  Part(String code, String title, String unit) {
    this.code = code;
    this.title = title;
    this.unit = unit;
  }

  /** Returns whether Google bills the part. */
  boolean isGemini() {
    return this == TOKENS_IN || this == TOKENS_OUT;
  }

  /** Returns whether Azure bills the part, so that a budget there covers it. */
  boolean isAzure() {
    return !isGemini();
  }

  /** Returns the name in files. */
  String code() {
    return code;
  }

  /** Returns the name for people. */
  String title() {
    return title;
  }

  /** Returns the billed unit. */
  String unit() {
    return unit;
  }

  /**
   * @throws IllegalArgumentException if no part has this name
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
