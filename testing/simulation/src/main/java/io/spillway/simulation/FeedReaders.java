package io.spillway.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.azure.functions.HttpMethod;
import io.spillway.ports.PageRequest;
import io.spillway.wire.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Chat clients that follow a stream's feed page by page, late and with small pages. Some lose the
 * position or the picture that they built from the changes.
 */
final class FeedReaders {

  private static final int READERS = 4;

  /** From this third number of a step on, the client crashes. */
  private static final int FIRST_CRASH = 9;

  private static final int MOST_PAGES = 1_000;

  /** Shortest validity of a cursor after the read that returned it. */
  private static final Duration VALID = Duration.ofHours(22);

  private final World world;
  private final List<Reader> readers = new ArrayList<>();

  FeedReaders(World world) {
    this.world = world;
    for (int i = 0; i < READERS; i++) {
      readers.add(new Reader(Viewers.STREAMS[i % Viewers.STREAMS.length]));
    }
  }

  /** Reads one page. */
  void read(ScriptStep step) {
    Reader reader = readers.get(step.a() % READERS);
    switch (step.c() - FIRST_CRASH) {
      case 0 -> reader.read(step, false);
      case 1 -> reader.forget();
      default -> reader.read(step, true);
    }
  }

  /** Compares each picture with the public listing, after all changes were read. */
  void checkRest() {
    readers.forEach(Reader::checkRest);
  }

  private final class Reader {
    private final String stream;
    private final Map<String, ObjectNode> shown = new LinkedHashMap<>();
    private @Nullable String cursor;
    private Instant readAt = world.clock().instant();

    Reader(String stream) {
      this.stream = stream;
    }

    void forget() {
      shown.clear();
      cursor = null;
    }

    /**
     * Reads a page. The first one has all messages, so that the picture is complete.
     *
     * @param keeps whether the client stores the position
     */
    void read(ScriptStep step, boolean keeps) {
      int limit = cursor == null ? PageRequest.MAX_LIMIT : 1 + step.b() % 4;
      var unused = read(step.process(), limit, keeps);
    }

    /** Returns whether there may be more changes. */
    private boolean read(int process, int limit, boolean keeps) {
      Instant now = world.clock().instant();
      SimulatedRequest request = SimulatedRequest.empty("site").where("limit", "" + limit);
      if (cursor != null) {
        request.where("after", cursor);
      }
      Reply reply = world.ask(process, request.to(HttpMethod.GET, "streams", stream, "feed"));
      if (reply == null || reply.isUnsure()) {
        return true;
      }
      if (!reply.isOk()) {
        boolean isOld = !now.isBefore(readAt.plus(VALID));
        world.findings().require(isOld, "a cursor of a feed is valid for a day", readAt, now);
        forget();
        return true;
      }
      return apply(reply.body(), now, keeps);
    }

    private boolean apply(ObjectNode page, Instant now, boolean keeps) {
      boolean isFirst = cursor == null;
      if (isFirst) {
        shown.clear();
      }
      page.path("changes").forEach(this::apply);
      if (keeps) {
        cursor = page.path("cursor").asText();
        readAt = now;
      }
      return isFirst || !page.path("changes").isEmpty();
    }

    private void apply(JsonNode change) {
      ObjectNode message = change.deepCopy();
      String id = message.path("messageId").asText();
      if (message.remove("type").asText().equals("withdrawn")) {
        shown.remove(id);
      } else {
        shown.put(id, message);
      }
    }

    void checkRest() {
      int pages = 0;
      while (pages < MOST_PAGES && read(0, PageRequest.MAX_LIMIT, true)) {
        pages++;
      }
      world.findings().require(pages < MOST_PAGES, "a feed ends", stream);
      Map<String, ObjectNode> listed = new LinkedHashMap<>();
      listing().forEach(item -> listed.put(item.path("messageId").asText(), (ObjectNode) item));
      world
          .findings()
          .require(
              shown.equals(listed),
              "a reader of a feed shows the public messages",
              stream,
              shown.values(),
              listed.values());
    }

    private JsonNode listing() {
      SimulatedRequest request =
          SimulatedRequest.empty("site").where("limit", "" + PageRequest.MAX_LIMIT);
      Reply reply = world.ask(0, request.to(HttpMethod.GET, "streams", stream, "messages"));
      return reply == null ? Json.object() : reply.body().path("items");
    }
  }
}
