package io.relance.receivable;

/** One customer's account with one creditor. */
public record AccountId(CreditorId creditor, CustomerId customer) implements Comparable<AccountId> {
    /** The account of {@code customer} with {@code creditor}. */
    public static AccountId of(String creditor, String customer) {
        return new AccountId(new CreditorId(creditor), new CustomerId(customer));
    }

    @Override
    public int compareTo(AccountId other) {
        int byCreditor = creditor.compareTo(other.creditor);
        return byCreditor != 0 ? byCreditor : customer.compareTo(other.customer);
    }

    @Override
    public String toString() {
        return creditor + "/" + customer;
    }
}
