package io.relance.storage;

import io.relance.receivable.CreditorId;

/** A version of a creditor's policy, as it was written; kept so that what was decided under it can be explained. */
public record PolicyDocument(CreditorId creditor, PolicyVersion version, Body body) {}
