package io.spillway.packaging.worker;

import com.microsoft.azure.functions.HttpResponseMessage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Replacement of the Functions worker: loads a function app from its folder and makes the requested
 * calls, without the host and its connection.
 *
 * <p>Prints a line {@code answered STATUS BODY} for each call, {@code answered nothing} without a
 * response, waits for a byte on its standard input, prints {@code classes N}, the number of loaded
 * classes, and ends.
 */
public final class PlainWorker {

  private PlainWorker() {}

  /**
   * Loads the app and makes the calls, one after the other.
   *
   * @param arguments the function app's folder, and the calls: {@code health}, {@code message},
   *     {@code event} (a queued one), or the name of a function for a GET request without a path.
   *     The system property {@code plain.durable} configures the durable client.
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
    // Ends threads that the SDKs have started.
    System.exit(0);
  }

  private static @Nullable HttpResponseMessage call(LoadedApp app, String call) throws Exception {
    return switch (call) {
      case "health" -> app.call("HttpUnkeyed", PlainRequest.get("health"));
      case "message" ->
          app.call(
              "HttpStreams",
              PlainRequest.post(
                  "streams/cold/messages",
                  "{\"author\":\"ada\",\"text\":\"hello from a cold start\"}"));
      case "event" ->
          app.call(
              "OnStreamEvent",
              PlainRequest.post(
                  "",
                  "{\"type\":\"follow\",\"actor\":\"ada\",\"streamId\":\"cold\",\"eventId\":\"e-1\"}"));
      default -> app.call(call, PlainRequest.get(call));
    };
  }

  private static void awaitByte() throws IOException {
    int unused = System.in.read();
  }
}
