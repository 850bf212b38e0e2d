package io.spillway.rigs;

import io.spillway.Moderation;
import io.spillway.ModerationBuilder;
import io.spillway.Receipt;
import io.spillway.WordListClassifier;
import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Retention;
import io.spillway.ports.Stores;
import io.spillway.ports.Versioned;
import io.spillway.ports.message.Message;
import io.spillway.ports.moderation.ContentClassifier;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationFilter;
import io.spillway.testkit.Faults;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.WrappedStores;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * Moderation for tests: in-memory stores, a word-list classifier, a settable clock, ids {@code
 * id-1}, {@code id-2} and so on, and faults in front of every store and the classifier.
 *
 * <pre>{@code
 * TestModeration chat = TestModeration.create();
 * chat.faults().failAfter("MessageStore.add", Fixtures.outage());
 * assertThrows(PortException.class, () -> new Bot(chat.moderation()).greet());
 * chat.clock().advance(Duration.ofSeconds(31));
 * assertEquals(1, chat.messages("demo").size());
 * }</pre>
 */
public final class TestModeration {

  private final SettableClock clock = new SettableClock();
  private final Faults faults = new Faults();
  private final Stores real = InMemoryStores.create(Retention.STANDARD, clock);
  private final Moderation moderation;

  private TestModeration(UnaryOperator<ModerationBuilder> settings) {
    AtomicInteger ids = new AtomicInteger();
    ModerationBuilder builder =
        Moderation.builder()
            .stores(WrappedStores.of(real, faults::wrap))
            .classifier(faults.wrap(ContentClassifier.class, new WordListClassifier()))
            .clock(clock)
            .background(Runnable::run)
            .newId(() -> "id-" + ids.incrementAndGet());
    this.moderation = settings.apply(builder).build();
  }

  /** {@return a rig with defaults} */
  public static TestModeration create() {
    return create(UnaryOperator.identity());
  }

  /**
   * {@return a rig with settings of one's own}
   *
   * @param settings changes the rig's builder, such as {@code b -> b.policy(mine)}
   */
  public static TestModeration create(UnaryOperator<ModerationBuilder> settings) {
    return new TestModeration(settings);
  }

  /** {@return the moderation under test} */
  public Moderation moderation() {
    return moderation;
  }

  /** {@return the clock of moderation and stores} */
  public SettableClock clock() {
    return clock;
  }

  /**
   * {@return the faults in front of the stores and the classifier; calls are named after ports,
   * such as {@code MessageStore.add} or {@code ContentClassifier.classify}}
   */
  public Faults faults() {
    return faults;
  }

  /** {@return the stores behind the faults} */
  public Stores stores() {
    return real;
  }

  /**
   * Accepts a message of author {@code ann}.
   *
   * @param streamId the stream's id
   * @param text the text
   * @return published or held
   */
  public Receipt say(String streamId, String text) {
    return moderation.accept(streamId, "ann", text);
  }

  /**
   * {@return the messages that viewers of a stream see, newest first, at most {@value
   * PageRequest#MAX_LIMIT}}
   *
   * @param streamId the stream's id
   */
  public List<Message> messages(String streamId) {
    return real.messageArchive().list(streamId, PageRequest.first(PageRequest.MAX_LIMIT)).items();
  }

  /** {@return the violations, latest first, at most {@value PageRequest#MAX_LIMIT}} */
  public List<Violation> violations() {
    return real.violationArchive()
        .list(ViolationFilter.all(), PageRequest.first(PageRequest.MAX_LIMIT))
        .map(Versioned::value)
        .items();
  }
}
