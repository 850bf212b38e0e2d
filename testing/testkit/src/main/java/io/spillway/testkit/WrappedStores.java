package io.spillway.testkit;

import io.spillway.ports.StoreSet;
import io.spillway.ports.Stores;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.author.AuthorNoteStore;
import io.spillway.ports.author.RestrictionStore;
import io.spillway.ports.deadletter.DeadLetterLedger;
import io.spillway.ports.deadletter.GroupNoteStore;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.erasure.ErasureStore;
import io.spillway.ports.event.AlertOptOuts;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.EventLog;
import io.spillway.ports.event.EventRegistry;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageFeed;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.notification.NotificationStore;
import io.spillway.ports.policy.PolicyStore;
import io.spillway.ports.report.ReportStore;
import io.spillway.ports.stream.StreamDirectory;
import io.spillway.ports.violation.PresenceStore;
import io.spillway.ports.violation.ViolationArchive;
import io.spillway.ports.violation.ViolationStore;

/**
 * Stores with a decorator around each, such as fault injection: {@code
 * WrappedStores.of(InMemoryStores.create(), faults::wrap)}.
 */
public final class WrappedStores {

  private WrappedStores() {}

  /** Decorator of stores. */
  public interface Wrapper {

    /**
     * {@return the decorated store}
     *
     * @param <P> the type of the port
     * @param port the port's interface
     * @param store the original store
     */
    <P> P wrap(Class<P> port, P store);
  }

  /**
   * {@return the decorated stores}
   *
   * @param stores the original stores, all of which must exist
   * @param wrapper the decorator, called once per store
   */
  public static Stores of(Stores stores, Wrapper wrapper) {
    return new StoreSet(
        wrapper.wrap(MessageStore.class, stores.messages()),
        wrapper.wrap(ViolationStore.class, stores.violations()),
        wrapper.wrap(MessageArchive.class, stores.messageArchive()),
        wrapper.wrap(MessageFeed.class, stores.feed()),
        wrapper.wrap(ViolationArchive.class, stores.violationArchive()),
        wrapper.wrap(EventLog.class, stores.events()),
        wrapper.wrap(EventRegistry.class, stores.eventRegistry()),
        wrapper.wrap(StatsStore.class, stores.stats()),
        wrapper.wrap(AlertStore.class, stores.alerts()),
        wrapper.wrap(AlertOptOuts.class, stores.alertStops()),
        wrapper.wrap(NotificationStore.class, stores.notifications()),
        wrapper.wrap(DeadLetterLedger.class, stores.deadLetters()),
        wrapper.wrap(RedriveJobStore.class, stores.redrives()),
        wrapper.wrap(PolicyStore.class, stores.policies()),
        wrapper.wrap(ErasureStore.class, stores.erasures()),
        wrapper.wrap(AuditLog.class, stores.auditLog()),
        wrapper.wrap(ReportStore.class, stores.reports()),
        wrapper.wrap(RestrictionStore.class, stores.restrictions()),
        wrapper.wrap(AuthorNoteStore.class, stores.authorNotes()),
        wrapper.wrap(StreamDirectory.class, stores.streams()),
        wrapper.wrap(GroupNoteStore.class, stores.groupNotes()),
        wrapper.wrap(PresenceStore.class, stores.presence()));
  }
}
