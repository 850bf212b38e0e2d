package io.spillway.packaging.worker;

import com.microsoft.azure.functions.HttpResponseMessage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the Functions worker: it loads a function app from its folder and makes the calls
 * that it is told, without the host and the connection to it.
 *
 * <p>It prints a line {@code answered STATUS BODY} for each call, {@code answered nothing} where
 * there is none, waits for a byte on its standard input, prints {@code classes N}, how many classes
 * are loaded, and ends.
 */
public final class PlainWorker {

  private PlainWorker() {}

  /**
   * Loads the app and makes the calls, one after the other.
   *
   * @param arguments the function app's folder, and the calls: {@code health}, {@code message},
   *     {@code event}, which is one off the queue, or the name of a function that takes a GET
   *     without a path of its own. What a durable client is made of is the system property {@code
   *     plain.durable}.
   */
  public static void main(String[] arguments) throws Exception {
    LoadedApp app = LoadedApp.load(Path.of(arguments[0]));
    for (String call : Arrays.asList(arguments).subList(1, arguments.length)) {
      @Nullable HttpResponseMessage answer = call(app, call);
      System.out.println(
          "answered "
              + (answer == null ? "nothing" : answer.getStatusCode() + " " + answer.getBody()));
    }
    System.out.flush();
    awaitByte();
    System.out.println(
        "classes " + ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
    // What the SDKs have started would go on.
    System.exit(0);
  }

  private static @Nullable HttpResponseMessage call(LoadedApp app, String call) throws Exception {
    return switch (call) {
      case "health" -> app.call("GetHealth", PlainRequest.get());
      case "message" ->
          app.call(
              "SendMessage",
              PlainRequest.post("{\"author\":\"ada\",\"text\":\"hello from a cold start\"}"));
      case "event" ->
          app.call(
              "OnStreamEvent",
              PlainRequest.post(
                  "{\"type\":\"follow\",\"actor\":\"ada\",\"streamId\":\"cold\",\"eventId\":\"e-1\"}"));
      default -> app.call(call, PlainRequest.get());
    };
  }

  private static void awaitByte() throws IOException {
    int unused = System.in.read();
  }
}
