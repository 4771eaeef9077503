package io.relance;

import io.relance.delivery.ChannelId;
import java.util.Optional;

/**
 * What a message would say if it left now.
 *
 * @param contact the contact's id
 * @param address where it reaches the contact
 * @param text lines ended by a line feed
 * @param html the same as a document; empty where there is none, as for a text that a person wrote
 */
public record MessagePreview(
        ChannelId channel, String contact, String address, String subject, String text, Optional<String> html) {}
