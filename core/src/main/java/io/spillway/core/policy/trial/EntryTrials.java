package io.spillway.core.policy.trial;

import static java.util.Objects.requireNonNull;

import io.spillway.EntryReading;
import io.spillway.Policy;
import io.spillway.core.InputCheck;
import io.spillway.core.moderation.Entries;
import io.spillway.core.text.ReadText;
import io.spillway.core.text.WordEntry;
import io.spillway.core.text.WordFinder;
import io.spillway.ports.Ids;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageArchive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dry run of word-list entries on the last published messages of a stream: the reading of each
 * entry, and the messages that it would have matched. Changes nothing.
 */
public final class EntryTrials {

  /** Most entries of one run. */
  public static final int MAX_ENTRIES = 50;

  /** Most messages of one run. */
  public static final int MAX_MESSAGES = 1_000;

  /** Default number of messages. */
  public static final int DEFAULT_MESSAGES = 200;

  /** Most examples of one entry. */
  public static final int MAX_EXAMPLES = 20;

  private final MessageArchive messages;

  /**
   * Creates the dry runs of an archive.
   *
   * @param messages the published messages
   */
  public EntryTrials(MessageArchive messages) {
    this.messages = requireNonNull(messages, "messages");
  }

  /**
   * Result of a run.
   *
   * @param messages the number of messages
   * @param from the time of the earliest of them; null for none
   * @param entries the results in the order of the request
   */
  public record Result(int messages, @Nullable Instant from, List<Entry> entries) {

    public Result {
      entries = List.copyOf(entries);
    }
  }

  /**
   * Result of one entry.
   *
   * @param reading the entry, as it is read
   * @param matched the number of messages with a match; 0 for a refused entry
   * @param examples the latest of them, at most {@value #MAX_EXAMPLES}
   */
  public record Entry(EntryReading reading, int matched, List<Example> examples) {

    public Entry {
      examples = List.copyOf(examples);
    }
  }

  /**
   * Message with a match.
   *
   * @param message the message
   * @param start the start of the first match in the text, in UTF-16 units
   * @param end its end, exclusive
   */
  public record Example(Message message, int start, int end) {}

  /**
   * Runs entries on the last messages of a stream.
   *
   * @param streamId the stream's id
   * @param entries the entries as written, 1 to {@value #MAX_ENTRIES}, of at most {@link
   *     Policy#MAX_PHRASE_LENGTH} characters
   * @param most the most messages, 1 to {@value #MAX_MESSAGES}
   * @return the readings and matches
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws io.spillway.ports.PortException if the archive failed
   */
  public Result run(String streamId, List<String> entries, int most) {
    Ids.require("streamId", streamId);
    check(entries, most);
    RecentTexts<Message> recent =
        new RecentTexts<>(
            page -> messages.list(streamId, page),
            Message::sentAt,
            new TrialWindow(null, null, most));
    List<Tally> tallies = entries.stream().map(Tally::new).toList();
    List<Tally> searched = tallies.stream().filter(Tally::isSearched).toList();
    WordFinder finder = new WordFinder(searched.stream().map(Tally::entry).toList());
    int read = 0;
    Instant from = null;
    while (read < most && recent.peek() != null) {
      Message message = recent.take();
      finder.find(
          ReadText.of(message.text()),
          (entry, start, end) -> searched.get(entry).add(new Example(message, start, end)));
      from = message.sentAt();
      read++;
    }
    return new Result(read, from, tallies.stream().map(Tally::result).toList());
  }

  private static void check(List<String> entries, int most) {
    InputCheck check = new InputCheck();
    if (entries.isEmpty() || entries.size() > MAX_ENTRIES) {
      check.reject("entries", "must be 1 to " + MAX_ENTRIES);
    }
    if (entries.stream().anyMatch(entry -> entry.length() > Policy.MAX_PHRASE_LENGTH)) {
      check.reject("entries", "must have at most " + Policy.MAX_PHRASE_LENGTH + " characters each");
    }
    check.number("maxMessages", most, 1, MAX_MESSAGES);
    check.orThrow();
  }

  /** Count of the matches of one entry. */
  private static final class Tally {

    private final EntryReading reading;
    private final List<Example> examples = new ArrayList<>();
    private @Nullable Message last;
    private int matched;

    Tally(String written) {
      this.reading = Entries.reading("banned", written);
    }

    boolean isSearched() {
      return reading.problem() == null;
    }

    WordEntry entry() {
      return WordEntry.of(reading.entry());
    }

    /** Adds a match; only the first of a message counts. */
    void add(Example match) {
      if (match.message().equals(last)) {
        return;
      }
      last = match.message();
      matched++;
      if (examples.size() < MAX_EXAMPLES) {
        examples.add(match);
      }
    }

    Entry result() {
      return new Entry(reading, matched, examples);
    }
  }
}
