package com.example.store;

import io.spillway.ports.AuthorNames;
import io.spillway.ports.Cursor;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.InstantRange;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import io.spillway.wire.EventJson;
import io.spillway.wire.Json;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Event log with a folder per stream and a write-once file per event. */
final class FileEventLog implements EventLog {

  private final Path folder;

  FileEventLog(Path folder) {
    this.folder = folder;
  }

  @Override
  public boolean append(StreamEvent event) {
    try {
      Path file = file(event.streamId(), event.eventId());
      Files.createDirectories(file.getParent());
      Path draft = Files.createTempFile(folder, "draft", null);
      try {
        Files.writeString(draft, Json.text(EventJson.write(event)));
        Files.createLink(file, draft); // atomic, and fails if the file exists
        return true;
      } catch (FileAlreadyExistsException recordedBefore) {
        return false;
      } finally {
        Files.delete(draft);
      }
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  @Override
  public Optional<StreamEvent> find(String streamId, String eventId) {
    try {
      return Optional.of(read(file(streamId, eventId)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  @Override
  public Page<StreamEvent> list(String streamId, InstantRange range, PageRequest page) {
    List<StreamEvent> events =
        all(stream(streamId)).stream()
            .filter(event -> range.contains(event.occurredAt()))
            .toList();
    return page(range.query(streamId), events, StreamEvent::sortKey, page);
  }

  @Override
  public Page<StreamEvent> ofActor(String actor, String streamId, PageRequest page) {
    List<StreamEvent> events = new ArrayList<>();
    for (Path stream : streamId == null ? streams() : List.of(stream(streamId))) {
      all(stream).stream()
          .filter(event -> AuthorNames.same(event.actor(), actor))
          .forEach(events::add);
    }
    String query = "actor " + AuthorNames.key(actor) + " on " + streamId;
    return page(query, events, event -> event.sortKey() + "~" + event.streamId(), page);
  }

  @Override
  public boolean delete(String streamId, String eventId) {
    try {
      return Files.deleteIfExists(file(streamId, eventId));
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private static Page<StreamEvent> page(
      String query,
      List<StreamEvent> events,
      Function<StreamEvent, String> key,
      PageRequest page) {
    String last = Cursor.lastKey(query, page.cursor());
    List<StreamEvent> rest =
        events.stream()
            .filter(event -> last == null || key.apply(event).compareTo(last) < 0)
            .sorted(Comparator.comparing(key).reversed())
            .toList();
    if (rest.size() <= page.limit()) {
      return new Page<>(rest, null);
    }
    List<StreamEvent> items = rest.subList(0, page.limit());
    return new Page<>(items, Cursor.after(query, key.apply(items.get(items.size() - 1))));
  }

  @Override
  public Health health() {
    return Files.isWritable(folder)
        ? Health.up("files")
        : new Health("files", Health.State.DOWN, "the folder is not writable");
  }

  private List<Path> streams() {
    try (Stream<Path> folders = Files.list(folder)) {
      return folders.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private static List<StreamEvent> all(Path stream) {
    if (!Files.isDirectory(stream)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(stream)) {
      List<StreamEvent> events = new ArrayList<>();
      for (Path file : files.toList()) {
        events.add(read(file));
      }
      return events;
    } catch (IOException e) {
      throw unavailable(e);
    }
  }

  private static StreamEvent read(Path file) throws IOException {
    return EventJson.read(Json.readObject(Files.readString(file)));
  }

  private Path file(String streamId, String eventId) {
    return stream(streamId).resolve(name(eventId));
  }

  private Path stream(String streamId) {
    return folder.resolve(name(streamId));
  }

  /** Hashes the id, which may be longer than a file's name and is case-sensitive everywhere. */
  private static String name(String id) {
    return Payload.of(id).sha256();
  }

  private static PortException unavailable(IOException cause) {
    return new PortException(
        Failure.transientFailure("events.unavailable", cause.getClass().getSimpleName()), cause);
  }
}
