"""What leaves the wire for other programs: feeds, site maps, IPTC's formats, the API, webhooks."""
