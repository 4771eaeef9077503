package io.relance.scenario;

/** Whether a step's message must go over a channel that proves when it was sent. */
public enum ProofOfDispatch {
    /** Only channels that prove it are used: the default of formal notices. */
    REQUIRED,
    /** Any channel will do: the default of all other steps. */
    NOT_REQUIRED
}
