package com.example.chat

import io.spillway.MessageDraft
import io.spillway.Moderation
import io.spillway.RateExceededException
import io.spillway.adapters.inmemory.InMemoryStores
import io.spillway.WordListClassifier
import io.spillway.ports.PageRequest
import io.spillway.ports.PortException
import io.spillway.ports.Stores
import io.spillway.ports.message.MessageStore
import io.spillway.testkit.Faults
import io.spillway.testkit.Fixtures
import io.spillway.testkit.SettableClock
import java.time.Duration
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows

/** Tests of a chat in virtual time, and while its store fails. */
class ChatTest {
  private val clock = SettableClock()
  private val faults = Faults()
  private val kept = InMemoryStores.create()
  private val stores =
    object : Stores {
      override fun messages() = faults.wrap(MessageStore::class.java, kept.messages())
      override fun violations() = kept.violations()
    }
  private val chat =
    Moderation.builder().stores(stores).classifier(WordListClassifier()).clock(clock).build()

  @Test
  fun `a message whose answer is lost is stored once`() {
    faults.failAfter("MessageStore.add", Fixtures.outage())

    assertThrows<PortException> { say("m-1") }
    say("m-1")

    assertEquals(1, kept.messageArchive().list("demo", PageRequest.first(10)).items().size)
  }

  @Test
  fun `repeats are refused for half a minute`() {
    (1..3).forEach { say("m-$it") }
    assertThrows<RateExceededException> { say("m-4") }

    clock.advance(Duration.ofSeconds(31))

    say("m-4")
  }

  private fun say(messageId: String) = chat.accept(MessageDraft("demo", messageId, "ann", "what a save!"))
}
