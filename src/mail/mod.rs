//! E-mail: messages from templates, and the transport.
