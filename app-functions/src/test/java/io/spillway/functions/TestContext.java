package io.spillway.functions;

import com.microsoft.azure.functions.ExecutionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** The context of one test's calls; keeps what is logged. */
final class TestContext implements ExecutionContext {

  private final List<String> logged = new ArrayList<>();
  private final Logger logger = Logger.getAnonymousLogger();

  TestContext() {
    logger.setUseParentHandlers(false);
    logger.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            logged.add(entry.getMessage() + " " + entry.getThrown());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
  }

  List<String> logged() {
    return logged;
  }

  @Override
  public Logger getLogger() {
    return logger;
  }

  @Override
  public String getInvocationId() {
    return "invocation-1";
  }

  @Override
  public String getFunctionName() {
    return "SomeFunction";
  }
}
