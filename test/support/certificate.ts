/** For servers on this machine that speak TLS: for localhost, shop.test and 127.0.0.1; it protects nothing. */
export const CERTIFICATE = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBpjCCAUygAwIBAgIUBe9UTBr+nBaEovZWdSqYjeStWiswCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyNzAxMjAzMFoYDzIxMjYxMTAz
MDEyMDMwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAStUViaWexhsfdxbAnbnon00m/l/Ap79l6v4Xxp/7zP3r+0SEvulQPs
HyUbATpf3r41xyaBjb4LS5CClNERxFyUo3oweDAdBgNVHQ4EFgQUtneC3Y5pSeDf
ix0R3ZmSzktAMRIwHwYDVR0jBBgwFoAUtneC3Y5pSeDfix0R3ZmSzktAMRIwDwYD
VR0TAQH/BAUwAwEB/zAlBgNVHREEHjAcgglsb2NhbGhvc3SCCXNob3AudGVzdIcE
fwAAATAKBggqhkjOPQQDAgNIADBFAiEAjwWTJZfG5sI4UTk7lAkiztk8Fw57Yr+W
YcUfwquMoiICIHjuuZGpef+yd+N2hxMhGAydtwP/6HzkbmFH9UrzlNOt
-----END CERTIFICATE-----`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgZ0KpzogH/bMoG6pH
6E+OWDFDlbcc1U7i9MfgEydnmrGhRANCAAStUViaWexhsfdxbAnbnon00m/l/Ap7
9l6v4Xxp/7zP3r+0SEvulQPsHyUbATpf3r41xyaBjb4LS5CClNERxFyU
-----END PRIVATE KEY-----`,
};
