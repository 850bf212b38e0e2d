package io.spillway.embedding;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.spi.ToolProvider;

/** Tools of the JDK, run in this process. */
final class JdkTool {

  private JdkTool() {}

  /** Runs a tool such as {@code javac}, and returns its output and errors. */
  static String run(String tool, String... arguments) {
    StringWriter written = new StringWriter();
    PrintWriter writer = new PrintWriter(written);
    ToolProvider.findFirst(tool).orElseThrow().run(writer, writer, arguments);
    return written.toString();
  }
}
