#ifndef CCONNECT_H
#define CCONNECT_H
#endif
