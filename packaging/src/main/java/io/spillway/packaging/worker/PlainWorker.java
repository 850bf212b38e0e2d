package io.spillway.packaging.worker;

import com.microsoft.azure.functions.HttpResponseMessage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Stands in for the Functions worker: it loads a function app from its folder and makes the calls
 * that it is told, without the host and the connection to it.
 *
 * <p>It prints a line {@code answered STATUS BODY} for each call, waits for a byte on its standard
 * input, prints {@code classes N}, how many classes are loaded, and ends.
 */
public final class PlainWorker {

  private PlainWorker() {}

  /**
   * @param arguments the function app's folder, and the calls: {@code health}, {@code message} or
   *     the name of a function that takes a GET without a path of its own
   */
  public static void main(String[] arguments) throws Exception {
    LoadedApp app = LoadedApp.load(Path.of(arguments[0]));
    for (String call : Arrays.asList(arguments).subList(1, arguments.length)) {
      HttpResponseMessage answer = call(app, call);
      System.out.println("answered " + answer.getStatusCode() + " " + answer.getBody());
    }
    System.out.flush();
    awaitByte();
    System.out.println(
        "classes " + ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
    // What the SDKs have started would go on.
    System.exit(0);
  }

  private static HttpResponseMessage call(LoadedApp app, String call) throws Exception {
    return switch (call) {
      case "health" -> app.call("GetHealth", PlainRequest.get());
      case "message" ->
          app.call(
              "SendMessage",
              PlainRequest.post("{\"author\":\"ada\",\"text\":\"hello from a cold start\"}"));
      default -> app.call(call, PlainRequest.get());
    };
  }

  private static void awaitByte() throws IOException {
    int unused = System.in.read();
  }
}
