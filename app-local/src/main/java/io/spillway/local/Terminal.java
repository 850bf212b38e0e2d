package io.spillway.local;

/** Whether somebody watches. */
final class Terminal {

  private Terminal() {}

  /** What the start script found out; without it, what Java makes of it. */
  static boolean isPresent() {
    String told = System.getProperty("spillway.terminal");
    return told == null ? System.console() != null : Boolean.parseBoolean(told);
  }
}
