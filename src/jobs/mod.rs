//! What runs when, beside the requests.
